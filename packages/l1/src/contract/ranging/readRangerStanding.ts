import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the RangerPool says of an account. */
export interface RangerStanding {
  readonly isMember: boolean
  /** Wei of MT held for it. */
  readonly bond: bigint
  /** When and in which epoch it left; `null` for a member, and for who never was one. */
  readonly left: { readonly timestamp: number; readonly epoch: number } | null
  /** Members in all. */
  readonly memberCount: number
}

/** How an account stands as a ranger (spec 5.3). */
export async function readRangerStanding(
  source: ContractSource,
  account: Address,
): Promise<RangerStanding> {
  const contract = 'RangerPool'
  const [result, memberCount] = await callContracts(source, [
    { contract, method: 'ranger', args: [account] },
    { contract, method: 'memberCount', args: [] },
  ])
  const ranger = result?.[0]
  return {
    isMember: ranger.place !== 0n,
    bond: ranger.bond,
    left:
      ranger.leftAt === 0n
        ? null
        : { timestamp: Number(ranger.leftAt), epoch: Number(ranger.leftInEpoch) },
    memberCount: Number(memberCount?.[0]),
  }
}
