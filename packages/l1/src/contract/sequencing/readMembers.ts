import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { textOf } from '../textOf.ts'

/** What the SequencerPool says of an account, whatever the DAC. */
export interface PoolMember {
  readonly account: Address
  /** Wei of MT; 0, or the entry stake at least. */
  readonly stake: bigint
  /** Where other nodes reach it, in its own words; empty if it has not said, `null` if what it says is no text. */
  readonly endpoint: string | null
}

/** Several accounts' standing at the newest block, in their order. */
export async function readMembers(
  source: ContractSource,
  accounts: readonly Address[],
): Promise<readonly PoolMember[]> {
  const contract = 'SequencerPool'
  const answers = await callContracts(
    source,
    accounts.flatMap((account) => [
      { contract, method: 'stakeOf', args: [account] } as const,
      { contract, method: 'endpointOf', args: [account] } as const,
    ]),
  )
  return accounts.map((account, index) => ({
    account,
    stake: answers[2 * index]?.[0],
    endpoint: textOf(answers[2 * index + 1]),
  }))
}
