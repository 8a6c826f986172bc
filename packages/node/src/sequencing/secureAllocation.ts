import {
  type ContractSource,
  type L1TransactionSender,
  readEligible,
  readSequencerStanding,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { untilL1Answers } from '../l1/untilL1Answers.ts'
import type { NodeParts } from '../role/NodeParts.ts'
import { allocate } from './allocate.ts'

/**
 * Whether this node's account may hope to post for a DAC: it has allocated the threshold, or is told to allocate to every
 * new DAC, which is then under way; and, unless it takes turns, the current and the next epoch do not draw from others
 * alone.
 */
export async function secureAllocation(
  { client, deployment, configuration, peers, logger }: NodeParts,
  sender: L1TransactionSender,
  chainId: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { contracts } = deployment
  const source = { client, contracts, signal }
  const { allocated, threshold, isDrawnWithout } = await untilL1Answers(
    logger,
    signal,
    async () => {
      const standing = await readSequencerStanding(source, chainId, sender.address)
      const { currentEpoch } = standing
      const epochs = [currentEpoch, currentEpoch + 1]
      const excluded = await Promise.all(
        epochs.map((epoch) => isExcluded(source, chainId, epoch, sender.address)),
      )
      return { ...standing, isDrawnWithout: excluded.includes(true) }
    },
  )
  if (isDrawnWithout && peers === undefined) {
    // What it acknowledged could not get onto L1; one that takes turns hands it to those who are drawn.
    logger.warn({ chainId }, 'other accounts are drawn for this DAC, and this one is not')
    return false
  }
  if (allocated >= threshold) return true
  const amount = configuration.allocationPerDac
  if (amount < threshold) return false
  void allocate({ source, sender, chainId, amount, logger })
  return true
}

async function isExcluded(
  source: ContractSource,
  chainId: number,
  epoch: number,
  account: Address,
): Promise<boolean> {
  const { members } = await readEligible(source, chainId, epoch)
  return members.length > 0 && !members.some((member) => member.account === account)
}
