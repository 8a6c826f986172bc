import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

export interface EligibleMember {
  readonly account: Address
  /** Wei of MT: the allocation, or four thresholds if that is less. */
  readonly weight: bigint
}

export interface Eligibility {
  /** Wei of MT: the least allocation that is eligible in the epoch. */
  readonly threshold: bigint
  readonly members: readonly EligibleMember[]
}

/** The members that an epoch draws from; final from the start of the epoch before. */
export async function readEligible(
  source: ContractSource,
  chainId: number,
  epoch: number,
): Promise<Eligibility> {
  const contract = 'SequencerPool'
  const [threshold, eligible] = await callContracts(source, [
    { contract, method: 'thresholdAt', args: [chainId, epoch] },
    { contract, method: 'eligible', args: [chainId, epoch] },
  ])
  const [accounts, weights] = [...(eligible ?? [])] as [readonly string[], readonly bigint[]]
  return {
    threshold: threshold?.[0],
    members: [...accounts].map((account, i) => ({
      account: asAddress(account),
      weight: weights[i] ?? 0n,
    })),
  }
}
