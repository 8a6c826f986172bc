import type { L1TransactionSender } from '@mvm/l1'
import { contractArtifact, type Hex } from '@mvm/protocol'
import { Interface } from 'ethers'
import { untilL1Answers } from '../l1/untilL1Answers.ts'
import type { NodeParts } from '../role/DacRuntime.ts'

const pool = new Interface(contractArtifact('SequencerPool').abi)

/**
 * Whether this node's account may hope to post for a DAC: it has allocated the threshold, or is told to allocate to
 * every new DAC, which is then under way.
 */
export async function secureAllocation(
  { client, deployment, configuration, logger }: NodeParts,
  sender: L1TransactionSender,
  chainId: number,
  signal: AbortSignal,
): Promise<boolean> {
  const to = deployment.contracts.sequencerPool
  const read = async (method: string, parameters: readonly unknown[]) => {
    const data = pool.encodeFunctionData(method, parameters) as Hex
    const [result] = pool.decodeFunctionResult(
      method,
      await client.call({ to, data }, 'latest', { signal }),
    )
    return result
  }
  const [allocation, threshold] = await untilL1Answers(logger, signal, () =>
    Promise.all([read('allocation', [chainId, sender.address]), read('threshold', [chainId])]),
  )
  if (allocation.amount >= threshold) return true
  const amount = configuration.allocationPerDac
  if (amount < threshold) return false
  const data = pool.encodeFunctionData('allocate', [chainId, amount]) as Hex
  const intent = { id: `allocate:${chainId}:${amount}`, to, data }
  sender.send(intent, { signal }).then(
    (outcome) => logger.info({ chainId, status: outcome.status }, 'allocated stake'),
    (error: unknown) => {
      if (!signal.aborted) logger.error({ err: error, chainId }, 'stake could not be allocated')
    },
  )
  return true
}
