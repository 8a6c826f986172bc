import { encodeAllocate, type L1TransactionSender, readSequencerStanding } from '@mvm/l1'
import { untilL1Answers } from '../l1/untilL1Answers.ts'
import type { NodeParts } from '../role/DacRuntime.ts'

/**
 * Whether this node's account may hope to post for a DAC: nobody else holds the seat, and it has allocated the threshold,
 * or is told to allocate to every new DAC, which is then under way.
 */
export async function secureAllocation(
  { client, deployment, configuration, logger }: NodeParts,
  sender: L1TransactionSender,
  chainId: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { contracts } = deployment
  const { allocated, threshold, seat } = await untilL1Answers(logger, signal, () =>
    readSequencerStanding({ client, contracts, signal }, chainId, sender.address),
  )
  if (seat !== null && seat.holder !== sender.address) {
    // What it acknowledged could never get onto L1.
    logger.warn({ chainId, holder: seat.holder }, 'another account holds the seat of this DAC')
    return false
  }
  if (allocated >= threshold) return true
  const amount = configuration.allocationPerDac
  if (amount < threshold) return false
  const data = encodeAllocate({ chainId, amount })
  const intent = { id: `allocate:${chainId}:${amount}`, to: contracts.sequencerPool, data }
  sender.send(intent, { signal }).then(
    ({ status }) => {
      if (status === 'included') logger.info({ chainId }, 'allocated stake')
      else logger.error({ chainId, status }, 'stake could not be allocated')
    },
    (error: unknown) => {
      if (!signal.aborted) logger.error({ err: error, chainId }, 'stake could not be allocated')
    },
  )
  return true
}
