import type { Address, ChainLog, LogPage } from '@mvm/protocol'
import type { ChainReader } from '../block/ChainReader.ts'
import { HistoryPrunedError } from '../error/HistoryPrunedError.ts'
import { type BloomCriteria, canonicalRecord } from '../record/canonicalRecord.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import { TimeSlice } from '../unit/TimeSlice.ts'
import { bloomPositions } from './bloomPositions.ts'
import type { LogFilter } from './LogFilter.ts'
import { LogMatcher } from './LogMatcher.ts'

export interface FindLogsOptions {
  /** At most so many logs. */
  readonly limit: number
  readonly signal?: AbortSignal
}

/** Blocks whose candidates are collected before any of them is looked into. */
const WINDOW_BLOCKS = 50_000

/**
 * The logs of canonical blocks that match, from the index of log addresses where the filter names some, else
 * from the blooms. Stops before the block with which it would pass the limit.
 *
 * When the chain is rolled back meanwhile it starts again, so that all logs are of one chain.
 */
export async function findLogs(
  store: Store,
  reader: ChainReader,
  filter: LogFilter,
  { limit, signal }: FindLogsOptions,
): Promise<LogPage> {
  const slice = new TimeSlice(signal)
  for (;;) {
    const { heads, rollBackCount } = reader.headsState()
    requireKept(reader, filter, heads.unsafe.number)
    const page = await searchOnce(store, reader, filter, limit, heads.unsafe.number, slice)
    // The index may have lost some of the blocks meanwhile.
    requireKept(reader, filter, heads.unsafe.number)
    if (reader.headsState().rollBackCount === rollBackCount) return page
  }
}

/** Throws {@link HistoryPrunedError} when blocks of the range are no longer kept: nothing would say that their logs miss. */
function requireKept(
  reader: Pick<ChainReader, 'earliestBlock'>,
  { fromBlock, toBlock }: LogFilter,
  headNumber: number,
): void {
  const earliestBlock = reader.earliestBlock()
  const first = Math.max(fromBlock, 0)
  if (first >= earliestBlock || first > Math.min(toBlock, headNumber)) return
  throw new HistoryPrunedError({ what: `what block ${first} logged`, earliestBlock })
}

async function searchOnce(
  store: Store,
  reader: ChainReader,
  filter: LogFilter,
  limit: number,
  headNumber: number,
  slice: TimeSlice,
): Promise<LogPage> {
  const lastBlock = Math.min(filter.toBlock, headNumber)
  const matcher = new LogMatcher(filter)
  const logs: ChainLog[] = []
  for (let from = Math.max(filter.fromBlock, 0); from <= lastBlock; from += WINDOW_BLOCKS) {
    const to = Math.min(from + WINDOW_BLOCKS - 1, lastBlock)
    for (const number of await candidates(store, filter, from, to, slice)) {
      const found = logsOf(reader, matcher, number)
      if (logs.length + found.length > limit) return { logs, completeTo: number - 1 }
      logs.push(...found)
      await slice.pass()
    }
  }
  return { logs, completeTo: filter.toBlock }
}

function logsOf(reader: ChainReader, matcher: LogMatcher, number: number): readonly ChainLog[] {
  const found = reader.ofCanonical(number, (reference, { timestamp }) => {
    const receipts = reader.receiptsAt(reference)
    if (receipts === undefined) return undefined
    const place = {
      blockNumber: number,
      blockHash: reference.hash,
      blockTimestamp: timestamp,
    }
    return Array.from(receipts.logs(matcher), (log) => ({ ...log, ...place }))
  })
  return found ?? []
}

async function candidates(
  store: Store,
  { addresses = [], topics = [] }: LogFilter,
  from: number,
  to: number,
  slice: TimeSlice,
): Promise<Iterable<number>> {
  const topicCriteria = topics
    .filter((alternatives) => alternatives.length > 0)
    .map((alternatives) => alternatives.map(bloomPositions))
  if (addresses.length === 0) return byBloom(store, topicCriteria, from, to, slice)
  const numbers = await byAddress(store, addresses, from, to, slice)
  if (topicCriteria.length === 0) return numbers
  return numbers.filter((number) => {
    const bytes = store.get(storageKey.canonical(number))
    return bytes !== undefined && canonicalRecord.mayMatch(bytes, topicCriteria)
  })
}

async function byAddress(
  store: Store,
  addresses: readonly Address[],
  from: number,
  to: number,
  slice: TimeSlice,
): Promise<number[]> {
  const numbers = new Set<number>()
  for (const address of new Set(addresses)) {
    const range = {
      from: storageKey.logAddress(address, from),
      to: storageKey.logAddress(address, to + 1),
    }
    for await (const entries of store.range(range)) {
      for (const [key] of entries) numbers.add(storageKey.numberInLogAddress(key))
      await slice.pass()
    }
  }
  return [...numbers].sort((a, b) => a - b)
}

async function byBloom(
  store: Store,
  criteria: BloomCriteria,
  from: number,
  to: number,
  slice: TimeSlice,
): Promise<number[]> {
  const numbers: number[] = []
  const range = { from: storageKey.canonical(from), to: storageKey.canonical(to + 1) }
  for await (const entries of store.range(range)) {
    for (const [key, bytes] of entries) {
      if (canonicalRecord.mayMatch(bytes, criteria)) numbers.push(storageKey.numberIn(key))
    }
    await slice.pass()
  }
  return numbers
}
