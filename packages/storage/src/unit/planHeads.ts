import type { BlockReference } from '../block/BlockReference.ts'
import type { ChainHeads } from '../block/ChainHeads.ts'
import type { ChainReader } from '../block/ChainReader.ts'
import { HeadError } from '../error/HeadError.ts'
import { HistoryPrunedError } from '../error/HistoryPrunedError.ts'
import { ParentMismatchError } from '../error/ParentMismatchError.ts'
import { RollBackError } from '../error/RollBackError.ts'
import type { ChainChange } from './ChainChange.ts'

/**
 * The heads after a change. Throws {@link RollBackError}, {@link HistoryPrunedError},
 * {@link ParentMismatchError} or {@link HeadError} where the change does not fit the chain.
 */
export function planHeads(
  reader: ChainReader,
  before: ChainHeads,
  change: ChainChange,
): ChainHeads {
  const base = headAfterRollBack(reader, before, change)
  let head = base
  const appended = new Map<number, BlockReference>()
  for (const { header, hash } of change.blocks ?? []) {
    if (header.number !== head.number + 1 || header.parentHash !== head.hash) {
      throw new ParentMismatchError({
        blockNumber: header.number,
        parentHash: header.parentHash,
        headNumber: head.number,
        headHash: head.hash,
      })
    }
    head = { number: header.number, hash }
    appended.set(head.number, head)
  }
  const hashAt = (number: number) =>
    number <= base.number ? reader.canonical(number)?.hash : appended.get(number)?.hash
  const move = (which: 'safe' | 'finalized'): BlockReference => {
    const wanted = change.heads?.[which]
    if (wanted === undefined) {
      return before[which].number > base.number ? base : before[which]
    }
    const { number: blockNumber, hash } = wanted
    if (hashAt(blockNumber) !== hash) {
      throw new HeadError({ head: which, blockNumber, reason: `${hash} is not canonical there` })
    }
    return { number: blockNumber, hash }
  }
  const safe = move('safe')
  const finalized = move('finalized')
  if (finalized.number > safe.number) {
    throw new HeadError({
      head: 'finalized',
      blockNumber: finalized.number,
      reason: `the safe head is ${safe.number}`,
    })
  }
  return { unsafe: head, safe, finalized }
}

function headAfterRollBack(
  reader: ChainReader,
  { unsafe, finalized }: ChainHeads,
  { rollBackTo, heads }: ChainChange,
): BlockReference {
  if (rollBackTo === undefined || rollBackTo === unsafe.number) return unsafe
  const entry = rollBackTo < unsafe.number ? reader.canonical(rollBackTo) : undefined
  const breaksFinality = rollBackTo < finalized.number && heads?.finalized === undefined
  if (entry === undefined || breaksFinality) {
    throw new RollBackError({
      targetNumber: rollBackTo,
      headNumber: unsafe.number,
      finalizedNumber: finalized.number,
    })
  }
  const earliestBlock = reader.earliestBlock()
  // Its state is gone, and what the blocks above it wrote into the indices is no longer known.
  if (rollBackTo + 1 < earliestBlock) {
    throw new HistoryPrunedError({ what: `the state of block ${rollBackTo}`, earliestBlock })
  }
  return { number: rollBackTo, hash: entry.hash }
}
