import type { ChainLog } from '@mvm/protocol'
import { blockLogs } from '../chain/blockLogs.ts'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { formatLog } from '../format/formatLog.ts'
import { quantity } from '../format/quantity.ts'
import type { Json } from '../jsonrpc/Json.ts'
import { TimeSlice } from '../jsonrpc/TimeSlice.ts'
import type { MethodContext } from '../method/MethodContext.ts'
import type { BlockWithReceipts } from '../port/ChainEvents.ts'
import type { FilterSubject } from './Filter.ts'
import type { NetChange } from './unreadChanges.ts'

/**
 * What is new for a filter, which then counts as told. Throws `FilterNotFoundError`, and
 * {@link LimitExceededError} with the range for `eth_getLogs` when there are too many logs for one answer.
 */
export async function filterChanges(context: MethodContext, filterId: string): Promise<Json> {
  const { filters } = context
  const { subject } = filters.get(filterId)
  switch (subject.kind) {
    case 'blocks':
      return filters.readChain(filterId).added.map(({ hash }) => hash)
    case 'pendingTransactions':
      return filters.readPending(filterId)
    case 'logs':
      return logChanges(context, subject, filters.readChain(filterId))
  }
}

async function logChanges(
  { ports, limits, signal }: MethodContext,
  { matcher, firstBlock, lastBlock }: FilterSubject & { kind: 'logs' },
  { removed, added }: NetChange,
): Promise<Json> {
  const changes: Json[] = []
  const matching = (block: BlockWithReceipts): ChainLog[] =>
    blockLogs(block).filter((log) => matcher.matches(log))
  const isOfInterest = ({ header }: BlockWithReceipts | NetChange['added'][number]): boolean =>
    header.number >= firstBlock && header.number <= lastBlock && matcher.mayMatch(header.logsBloom)

  for (const block of removed.filter(isOfInterest)) {
    for (const log of matching(block).reverse()) changes.push(formatLog(log, true))
  }
  const slice = new TimeSlice()
  for (const block of added.filter(isOfInterest)) {
    if (slice.isOver) {
      await slice.pause()
      signal.throwIfAborted()
    }
    // A reorg during a pause may have taken the block; the next poll tells so.
    const canonical = ports.chain.headerByHash(block.hash)
    if (canonical === null) continue
    const receipts = ports.chain.receipts(canonical)
    for (const log of matching({ ...canonical, receipts })) changes.push(formatLog(log))
    if (changes.length > limits.logs) throw tooManyChanges(limits.logs, added)
  }
  return changes
}

function tooManyChanges(allowed: number, added: NetChange['added']): LimitExceededError {
  const fromBlock = quantity(added[0]?.header.number ?? 0)
  const toBlock = quantity(added.at(-1)?.header.number ?? 0)
  return new LimitExceededError({
    limit: 'logs',
    allowed,
    problem: `more than ${allowed} logs are new`,
    remedy: `get them with eth_getLogs from the range [${fromBlock}, ${toBlock}] in parts`,
    hint: { fromBlock, toBlock },
  })
}
