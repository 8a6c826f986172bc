import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What holds the part of a bond that no allocation uses any more. */
export interface BondLock {
  /** Wei of MT that a release would free. */
  readonly amount: bigint
  /** First epoch in which no draw counts it any more. */
  readonly freeFromEpoch: number
  readonly currentEpoch: number
  /** Seconds since 1970 after which the unlock time has passed. */
  readonly unlocksAt: number
  /** Whether all state batches of the account on this DAC are withdrawable or deleted. */
  readonly isSettled: boolean
}

/** Epochs from a change to the first in which it counts. */
const EFFECT_DELAY = 2

/** What the SequencerPool's `release` would look at. */
export async function readBondLock(
  source: ContractSource,
  chainId: number,
  account: Address,
): Promise<BondLock> {
  const contract = 'SequencerPool'
  const [allocation, epoch, unlockDelay, isSettled] = await callContracts(source, [
    { contract, method: 'allocation', args: [chainId, account] },
    { contract, method: 'currentEpoch', args: [] },
    { contract, method: 'unlockDelay', args: [] },
    { contract: 'StateCommitmentChain', method: 'isSettled', args: [chainId, account] },
  ])
  const { bond, amount, loweredAt, loweredInEpoch, lastPostAt } = allocation?.[0] ?? {}
  return {
    amount: BigInt(bond) - BigInt(amount),
    freeFromEpoch: Number(loweredInEpoch) + EFFECT_DELAY,
    currentEpoch: Number(epoch?.[0]),
    unlocksAt: Math.max(Number(loweredAt), Number(lastPostAt)) + Number(unlockDelay?.[0]),
    isSettled: isSettled?.[0],
  }
}
