import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the SequencerPool says of an account and a DAC; amounts in wei of MT. */
export interface SequencerStanding {
  readonly stake: bigint
  /** Reserved as bonds for all DACs together. */
  readonly allocatedInAll: bigint
  /** To this DAC. */
  readonly allocated: bigint
  /** Reserved for this DAC: the allocation, or more until the rest is released. */
  readonly bond: bigint
  /** The DAC's least allocation that is eligible. */
  readonly threshold: bigint
  /** Whether the account may post in the current L1 block; nobody may until the epoch is drawn. */
  readonly mayPost: boolean
  /** Whether it is among the at most 64 that the DAC's sequencers are drawn from. */
  readonly isListed: boolean
  readonly currentEpoch: number
}

export async function readSequencerStanding(
  source: ContractSource,
  chainId: number,
  account: Address,
): Promise<SequencerStanding> {
  const contract = 'SequencerPool'
  const [stake, allocatedInAll, allocation, threshold, mayPost, epoch] = await callContracts(
    source,
    [
      { contract, method: 'stakeOf', args: [account] },
      { contract, method: 'allocatedOf', args: [account] },
      { contract, method: 'allocation', args: [chainId, account] },
      { contract, method: 'threshold', args: [chainId] },
      { contract, method: 'mayPost', args: [chainId, account] },
      { contract, method: 'currentEpoch', args: [] },
    ],
  )
  return {
    stake: stake?.[0],
    allocatedInAll: allocatedInAll?.[0],
    allocated: allocation?.[0].amount,
    bond: allocation?.[0].bond,
    threshold: threshold?.[0],
    mayPost: mayPost?.[0],
    isListed: allocation?.[0].isListed,
    currentEpoch: Number(epoch?.[0]),
  }
}
