import { initialBatchHash, MAX_PAYLOAD_SIZE, type QueueElement } from '@mvm/protocol'
import { describe, expect, test } from 'vitest'
import { BatchBuilder } from '../../src/batch/BatchBuilder.ts'
import { openBatch } from '../../src/batch/openBatch.ts'
import type { BatchTip } from '../../src/port/L1ViewPort.ts'
import { planSealing, type SealingSituation } from '../../src/sealing/planSealing.ts'
import type { SealingPolicy } from '../../src/sealing/SealingPolicy.ts'
import { l1Block, queueOf } from '../batch/l1Fixture.ts'
import { chainId } from '../pool/examinedTransaction.ts'

const rules = { forcedInclusionDelay: 15, maxOriginAge: 200, blocksPerL1Block: 2 }
const policy: SealingPolicy = {
  originDepth: 0,
  sealIntervalMs: 0,
  maxBatchAgeMs: 1_500,
  elementWaitMs: 0,
  maxOriginLag: 8,
  l1BlockTimeMs: 1_000,
  starvedWaitMs: 3_000,
  maxUnincludedBatches: 10,
}
const NOW = 1_000_000

const queue = queueOf([{ l1BlockNumber: 100 }, { l1BlockNumber: 103 }])

function viewAt(headNumber: number, elements: readonly QueueElement[] = queue.slice(0, 1)) {
  return {
    head: l1Block(headNumber),
    block: (number: number) => (number <= headNumber ? l1Block(number) : undefined),
    queueLength: elements.length,
    queueElements: (start: number, end: number) => elements.slice(start, end),
  }
}

const afterFirstBatch: BatchTip = {
  batchHash: initialBatchHash(chainId),
  nextBlock: 2,
  queueEnd: 1,
  queueHashEnd: (queue[0] as QueueElement).queueHashAfter,
  originNumber: 100,
  feeScalar: 10n ** 8n,
}

/** An idle sequencer that has posted one batch; L1 is two blocks further. */
function situation(change: Partial<SealingSituation> = {}): SealingSituation {
  return {
    chainId,
    nowMs: NOW,
    view: viewAt(102),
    viewSinceMs: NOW - 1_000,
    hasTransactions: false,
    pooledBytes: 0,
    isBlockRequested: false,
    lastSealedAtMs: NOW - 10_000,
    tip: afterFirstBatch,
    lastClosedAtMs: NOW - 10_000,
    unincludedBatches: 0,
    ...change,
  }
}

function openWith(blocks: number, originNumber = 102, openedAtMs = NOW - 100) {
  const view = viewAt(originNumber)
  const opening = openBatch(chainId, afterFirstBatch, l1Block(originNumber), view)
  if (opening === undefined) throw new Error('no opening')
  const builder = new BatchBuilder(opening, 0, rules)
  for (let i = 0; i < blocks; i++) {
    const { number, timestamp } = builder.template(0)
    builder.append({ number, timestamp, transactions: [] })
  }
  return { builder, openedAtMs, isFull: false }
}

const plan = (change: Partial<SealingSituation>, policyChange: Partial<SealingPolicy> = {}) =>
  planSealing(situation(change), rules, { ...policy, ...policyChange })

describe('without an open batch', () => {
  test('nothing to put in means no block', () => {
    expect(plan({})).toEqual({ kind: 'idle' })
  })

  test('a transaction opens a batch on the newest origin', () => {
    const step = plan({ hasTransactions: true })
    expect(step).toMatchObject({
      kind: 'open',
      opening: { firstBlock: 2, origin: { number: 102 }, previousOriginNumber: 100 },
    })
  })

  test('a queue element opens a batch, as soon as an origin reaches it', () => {
    expect(plan({ view: viewAt(102, queue) })).toEqual({ kind: 'idle' })
    expect(plan({ view: viewAt(103, queue) })).toMatchObject({
      kind: 'open',
      opening: { queueStart: 1, queueEnd: 2 },
    })
    expect(plan({ view: viewAt(106, queue) }, { originDepth: 4 })).toEqual({ kind: 'idle' })
  })

  test('a request opens a batch for an empty block', () => {
    expect(plan({ isBlockRequested: true }).kind).toBe('open')
  })

  test('the interval between blocks is kept', () => {
    const change = { hasTransactions: true, lastSealedAtMs: NOW - 500 }
    expect(plan(change, { sealIntervalMs: 2_000 })).toEqual({ kind: 'idle', untilMs: NOW + 1_500 })
  })

  test('a used origin is left alone until the patience ends, but not with a full batch waiting', () => {
    const starved = { hasTransactions: true, view: viewAt(100), lastClosedAtMs: NOW - 1_000 }
    expect(plan(starved)).toEqual({ kind: 'idle', untilMs: NOW + 2_000 })
    expect(plan({ ...starved, lastClosedAtMs: NOW - 3_000 }).kind).toBe('open')
    expect(plan({ ...starved, pooledBytes: MAX_PAYLOAD_SIZE / 2 }).kind).toBe('open')
  })

  test('nothing is opened while L1 has probably moved on too far, or too much waits for it', () => {
    const hasTransactions = true
    expect(plan({ hasTransactions, viewSinceMs: NOW - 200_000 })).toEqual({ kind: 'idle' })
    expect(plan({ hasTransactions, unincludedBatches: 10 })).toEqual({ kind: 'idle' })
  })

  test('the first batch waits for the charter', () => {
    const tip = { ...afterFirstBatch, nextBlock: 1, queueEnd: 0 }
    const view = viewAt(102, [])
    expect(plan({ tip, view, hasTransactions: true })).toEqual({ kind: 'idle' })
  })
})

describe('with an open batch', () => {
  test('a transaction is sealed, nothing waits until the batch is old enough', () => {
    expect(plan({ open: openWith(1), hasTransactions: true })).toEqual({ kind: 'seal' })
    expect(plan({ open: openWith(1) })).toEqual({ kind: 'idle', untilMs: NOW + 1_400 })
  })

  test('the blocks that are left are spread until the next L1 block', () => {
    // Four blocks left and 400 ms to go: one every 100 ms.
    const change = { hasTransactions: true, viewSinceMs: NOW - 600 }
    expect(plan({ ...change, open: openWith(1), lastSealedAtMs: NOW - 40 })).toEqual({
      kind: 'idle',
      untilMs: NOW + 60,
    })
    expect(plan({ ...change, open: openWith(1), lastSealedAtMs: NOW - 100 }).kind).toBe('seal')
  })

  test.each([
    ['age', { open: openWith(1, 102, NOW - 1_500) }],
    ['blocks', { open: openWith(5) }],
    ['full', { open: { ...openWith(1), isFull: true } }],
    ['origin', { open: openWith(1), view: viewAt(111) }],
    ['origin', { open: openWith(1), viewSinceMs: NOW - 10_000 }],
    ['queue', { open: openWith(1), view: viewAt(103, queue) }],
  ] as const)('it is closed by %s', (reason, change) => {
    expect(plan({ ...change, hasTransactions: true })).toEqual({ kind: 'close', reason })
  })

  test('a queue element beyond the next origin does not close it', () => {
    expect(plan({ open: openWith(1), view: viewAt(102, queue) }).kind).toBe('idle')
  })

  test('queue elements wait until it has been open for a while', () => {
    const open = openWith(1, 102, NOW - 500)
    const waiting = { open, view: viewAt(103, queue) }
    expect(plan(waiting, { elementWaitMs: 600 })).toEqual({ kind: 'idle', untilMs: NOW + 100 })
    expect(plan({ ...waiting, hasTransactions: true }, { elementWaitMs: 600 }).kind).toBe('seal')
    expect(plan(waiting, { elementWaitMs: 500 })).toEqual({ kind: 'close', reason: 'queue' })
    // Without any it stays open for its time.
    expect(plan({ open }, { elementWaitMs: 500 })).toEqual({ kind: 'idle', untilMs: NOW + 1_000 })
  })

  test('it is never closed empty', () => {
    const open = { ...openWith(0, 102, NOW - 9_000), isFull: true }
    expect(plan({ open, hasTransactions: true })).toEqual({ kind: 'seal' })
  })
})
