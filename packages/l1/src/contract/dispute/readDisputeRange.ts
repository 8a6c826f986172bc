import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { type Dispute, decodeDispute } from './decodeDispute.ts'

const CHUNK = 100

/** The disputes numbered `from` to `to - 1`, of all chains, resolved ones too. */
export async function readDisputeRange(
  source: ContractSource,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Dispute[]> {
  const disputes: Dispute[] = []
  for (let first = from; first < to; first += CHUNK) {
    const disputeIds = Array.from({ length: Math.min(CHUNK, to - first) }, (_, i) => first + i)
    const results = await callContracts(
      source,
      disputeIds.map((id) => ({ contract: 'DisputeGame', method: 'dispute', args: [id] })),
    )
    for (const [i, result] of results.entries()) disputes.push(decodeDispute(first + i, result))
  }
  return disputes
}
