import { L1RpcError } from '../error/L1RpcError.ts'
import type { L1Client } from './L1Client.ts'
import type { L1Log, L1LogFilter } from './L1Log.ts'
import type { L1RequestOptions } from './L1Transport.ts'

/** Widest range that providers commonly take in one query. */
const MAX_SPAN = 10_000

/**
 * Logs of a range of any length, both ends included, in the order of the chain: a range that L1 refuses is halved
 * until it is taken. Throws {@link L1RpcError} when L1 refuses a single block, and what {@link L1Client} throws.
 */
export async function readLogs(
  client: L1Client,
  filter: L1LogFilter,
  { from, to }: { readonly from: number; readonly to: number },
  options: L1RequestOptions = {},
): Promise<L1Log[]> {
  const logs: L1Log[] = []
  let span = MAX_SPAN
  let start = from
  while (start <= to) {
    const end = Math.min(to, start + span - 1)
    try {
      for (const log of await client.logs(filter, { from: start, to: end }, options)) logs.push(log)
      start = end + 1
    } catch (error) {
      if (!(error instanceof L1RpcError) || end === start) throw error
      span = Math.ceil((end - start + 1) / 2)
    }
  }
  return logs
}
