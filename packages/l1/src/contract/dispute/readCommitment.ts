import type { Address, Hash } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** L1 block of a challenger's commitment; `null` if there is none, or its dispute is opened. */
export async function readCommitment(
  source: ContractSource,
  challenger: Address,
  commitment: Hash<'dispute commitment'>,
): Promise<number | null> {
  const [block] = await callContracts(source, [
    { contract: 'DisputeGame', method: 'committedAt', args: [challenger, commitment] },
  ])
  return block?.[0] === 0n ? null : Number(block?.[0])
}
