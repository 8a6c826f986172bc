import { LimitExceededError } from '../error/LimitExceededError.ts'
import { formatTransaction } from '../format/formatTransaction.ts'
import { FewAtOnce } from '../jsonrpc/FewAtOnce.ts'
import type { Json } from '../jsonrpc/Json.ts'
import { TimeSlice } from '../jsonrpc/TimeSlice.ts'
import type { SignedChainTransaction } from '../port/ChainTransaction.ts'
import type { PoolContent } from '../port/PoolPort.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import { type GroupedTransactions, groupBySender } from './groupBySender.ts'

/** Of this thread, whatever DAC's. */
const shows = new FewAtOnce()

/**
 * The pool's transactions, whole, by sender and nonce. Throws {@link LimitExceededError} before any of them is written
 * out: a full pool would hold everybody up for seconds, only to be too large to be sent.
 */
export async function showPool(
  { pending, queued }: PoolContent,
  { poolBytes }: Pick<RpcLimits, 'poolBytes'>,
  signal: AbortSignal,
): Promise<{ readonly pending: GroupedTransactions; readonly queued: GroupedTransactions }> {
  const all = [...pending, ...queued]
  const bytes = all.reduce((sum, { size }) => sum + size, 0)
  if (bytes > poolBytes) {
    throw new LimitExceededError({
      limit: 'poolBytes',
      allowed: poolBytes,
      problem: `the transactions have ${bytes} bytes, at most ${poolBytes} are shown`,
      remedy: 'ask txpool_inspect, or for single transactions by their hashes',
    })
  }
  const shown = await shows.run(() => formatAll(all, signal), signal)
  const format = (transaction: SignedChainTransaction): Json => shown.get(transaction) ?? null
  return { pending: groupBySender(pending, format), queued: groupBySender(queued, format) }
}

async function formatAll(
  transactions: readonly SignedChainTransaction[],
  signal: AbortSignal,
): Promise<ReadonlyMap<SignedChainTransaction, Json>> {
  const shown = new Map<SignedChainTransaction, Json>()
  const slice = new TimeSlice()
  for (const transaction of transactions) {
    if (slice.isOver) {
      await slice.pause()
      signal.throwIfAborted()
    }
    shown.set(transaction, formatTransaction(transaction, null))
  }
  return shown
}
