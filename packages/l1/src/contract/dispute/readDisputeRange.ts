import type { ContractSource } from '../ContractSource.ts'
import type { Dispute } from './decodeDispute.ts'
import { readDisputesById } from './readDisputesById.ts'

/** The disputes numbered `from` to `to - 1`, of all chains, resolved ones too. */
export function readDisputeRange(
  source: ContractSource,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Dispute[]> {
  return readDisputesById(
    source,
    Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i),
  )
}
