import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { type Dispute, decodeDispute } from './decodeDispute.ts'

const CHUNK = 100

/** Disputes by their numbers, in the order of these, of any chain. Throws {@link ContractRevertError} `UnknownDispute`. */
export async function readDisputesById(
  source: ContractSource,
  disputeIds: readonly number[],
): Promise<Dispute[]> {
  const disputes: Dispute[] = []
  for (let first = 0; first < disputeIds.length; first += CHUNK) {
    const ids = disputeIds.slice(first, first + CHUNK)
    const results = await callContracts(
      source,
      ids.map((id) => ({ contract: 'DisputeGame', method: 'dispute', args: [id] })),
    )
    for (const [i, result] of results.entries()) {
      disputes.push(decodeDispute(ids[i] as number, result))
    }
  }
  return disputes
}
