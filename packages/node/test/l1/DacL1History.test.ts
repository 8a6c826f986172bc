import type { ChainEvents, StateBatchAppended, StateBatchDeleted } from '@mvm/l1'
import {
  type Address,
  asHash,
  type BatchHash,
  type Hash,
  type TransactionBatch,
} from '@mvm/protocol'
import { expect, test } from 'vitest'
import { DacL1History } from '../../src/l1/DacL1History.ts'
import { initialBatchTip } from '../../src/l1/initialBatchTip.ts'

const CHAIN_ID = 7
const NOTHING: ChainEvents = { batches: [], queueElements: [], stateBatches: [], deletions: [] }

const hash = <H extends Hash>(n: number) => asHash<H>(`0x${n.toString(16).padStart(64, '0')}`)

function stateBatch(
  stateBatchIndex: number,
  firstBlock: number,
  rootCount: number,
  l1BlockNumber: number,
): StateBatchAppended {
  return {
    chainId: CHAIN_ID,
    stateBatchIndex,
    firstBlock,
    rootCount,
    merkleRoot: hash(stateBatchIndex),
    batchHash: hash<BatchHash>(1),
    asserter: `0x${'11'.repeat(20)}` as Address,
    appendedAtTimestamp: l1BlockNumber,
    l1BlockNumber,
  }
}

function deletion(
  stateBatchIndex: number,
  firstBlock: number,
  l1BlockNumber: number,
): StateBatchDeleted {
  return { chainId: CHAIN_ID, stateBatchIndex, firstBlock, l1BlockNumber }
}

function batch(batchIndex: number, firstBlock: number, l1BlockNumber: number) {
  return {
    chainId: CHAIN_ID,
    batchIndex,
    firstBlock,
    blockCount: 10,
    batchHash: hash<BatchHash>(batchIndex + 100),
    queueEnd: 0,
    queueHashEnd: hash(0),
    originNumber: l1BlockNumber - 1,
    feeScalar: 1n,
    l1BlockNumber,
  } as unknown as TransactionBatch
}

function history(): DacL1History {
  return new DacL1History(CHAIN_ID, 5, initialBatchTip(CHAIN_ID, 5, 1n))
}

test('the first unasserted block follows the last standing state batch', () => {
  const dac = history()
  expect(dac.firstUnassertedBlock).toBe(1)
  dac.extend({ ...NOTHING, stateBatches: [stateBatch(0, 0, 1, 5), stateBatch(1, 1, 10, 8)] })
  expect(dac.firstUnassertedBlock).toBe(11)
  expect(dac.stateBatchOf(10)?.stateBatchIndex).toBe(1)
  expect(dac.stateBatchOf(11)).toBeUndefined()
})

test('a deletion takes the later state batches with it, but not those appended since', () => {
  const dac = history()
  dac.extend({
    ...NOTHING,
    stateBatches: [
      stateBatch(0, 0, 1, 5),
      stateBatch(1, 1, 10, 8),
      stateBatch(2, 11, 10, 9),
      stateBatch(3, 1, 4, 11),
    ],
    deletions: [deletion(1, 1, 10)],
  })
  expect(dac.stateBatchOf(1)?.stateBatchIndex).toBe(3)
  expect(dac.stateBatchOf(11)).toBeUndefined()
  expect(dac.firstUnassertedBlock).toBe(5)
})

test('an L1 reorg takes back a deletion and what was appended after it', () => {
  const dac = history()
  dac.extend({ ...NOTHING, stateBatches: [stateBatch(0, 0, 1, 5), stateBatch(1, 1, 10, 8)] })
  dac.extend({
    ...NOTHING,
    stateBatches: [stateBatch(2, 1, 4, 11)],
    deletions: [deletion(1, 1, 10)],
  })
  dac.truncate(9)
  expect(dac.stateBatchOf(1)?.stateBatchIndex).toBe(1)
  expect(dac.firstUnassertedBlock).toBe(11)
})

test('a final and adopted batch becomes the base, and only then', () => {
  const dac = history()
  dac.extend({ ...NOTHING, batches: [batch(0, 1, 10), batch(1, 11, 20)] })
  dac.release(15, 11)
  expect(dac.base.nextBlock).toBe(11)
  expect(dac.batches.map(({ firstBlock }) => firstBlock)).toEqual([11])
  dac.release(30, 11)
  expect(dac.base.nextBlock).toBe(11)
})

test('another batch in the place of a final one is refused', () => {
  const base = {
    ...initialBatchTip(CHAIN_ID, 5, 1n),
    nextBlock: 11,
    batchHash: hash<BatchHash>(999),
  }
  const dac = new DacL1History(CHAIN_ID, 5, base)
  expect(() => dac.extend({ ...NOTHING, batches: [batch(0, 1, 10)] })).toThrowError(
    expect.objectContaining({ code: 'FINAL_BATCH_REPLACED' }),
  )
})

test('knows from which block on output roots are younger than a time, or missing', () => {
  const dac = new DacL1History(CHAIN_ID, 3, initialBatchTip(CHAIN_ID, 3, 1n))
  expect(dac.firstBlockAssertedAfter(0)).toBe(1)
  const at = (batch: ReturnType<typeof stateBatch>, appendedAtTimestamp: number) => ({
    ...batch,
    appendedAtTimestamp,
  })
  const stateBatches = [
    at(stateBatch(0, 1, 10, 5), 100),
    at(stateBatch(1, 11, 10, 8), 200),
    at(stateBatch(2, 21, 5, 9), 300),
  ]
  dac.extend({ ...NOTHING, stateBatches })
  expect([99, 100, 199, 250, 300].map((time) => dac.firstBlockAssertedAfter(time))).toEqual([
    1, 11, 11, 21, 26,
  ])
})
