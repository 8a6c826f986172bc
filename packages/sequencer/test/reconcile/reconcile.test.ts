import { asHash, type BatchHash, type QueueHash, type TransactionBatch } from '@mvm/protocol'
import { describe, expect, test } from 'vitest'
import type { BatchTip } from '../../src/port/L1ViewPort.ts'
import type { LocalBatch } from '../../src/reconcile/LocalBatch.ts'
import { type ReconciledView, reconcile } from '../../src/reconcile/reconcile.ts'
import { l1Block } from '../batch/l1Fixture.ts'

const rules = { forcedInclusionDelay: 15, maxOriginAge: 200, blocksPerL1Block: 120 }
const base: BatchTip = {
  batchHash: asHash<BatchHash>('0xba5e'),
  nextBlock: 11,
  queueEnd: 3,
  queueHashEnd: queueHash(3),
  originNumber: 90,
  feeScalar: 10n ** 8n,
}

function queueHash(index: number, fork = 0): QueueHash {
  return asHash<QueueHash>(`0x${index}f${fork}`)
}

/** Batches of two blocks each, with origins 100, 101, … and no queue elements. */
function local(index: number, change: Partial<LocalBatch> = {}): LocalBatch {
  return {
    status: 'closed',
    batchHash: asHash<BatchHash>(`0xb${index}`),
    firstBlock: 11 + 2 * index,
    blockCount: 2,
    originNumber: 100 + index,
    originHash: l1Block(100 + index).hash,
    queueStart: 3,
    queueEnd: 3,
    queueHashStart: queueHash(3),
    queueHashEnd: queueHash(3),
    isPostable: true,
    isPosted: true,
    ...change,
  }
}

function withoutHash(batch: LocalBatch): LocalBatch {
  const { batchHash: _, ...rest } = batch
  return { ...rest, status: 'open', isPosted: false, isPostable: false }
}

function onL1(index: number, batchHash = `0xb${index}`): TransactionBatch {
  return {
    batchHash: asHash<BatchHash>(batchHash),
    firstBlock: 11 + 2 * index,
    blockCount: 2,
  } as TransactionBatch
}

function view(change: Partial<ReconciledView> & { headNumber?: number } = {}): ReconciledView {
  const { headNumber = 110, ...rest } = change
  return {
    head: l1Block(headNumber),
    block: (number) => (number <= headNumber ? l1Block(number) : undefined),
    queueHash: (index) => queueHash(index),
    batches: [],
    base,
    ...rest,
  }
}

describe('reconciling the local batches with L1', () => {
  test('keeps everything while all that is not on L1 is in flight', () => {
    const batches = [local(0), local(1), withoutHash(local(2))]
    expect(reconcile(batches, view({ batches: [onL1(0)] }), rules)).toEqual({
      kind: 'keep',
      safeCount: 1,
      unincluded: [batches[1]],
    })
  })

  test('posts a batch again that a reorg removed from L1', () => {
    const batches = [local(0, { isPosted: false }), local(1)]
    expect(reconcile(batches, view(), rules)).toEqual({
      kind: 'repost',
      safeCount: 0,
      unincluded: batches,
    })
  })

  test('seals again from the first block whose origin L1 abandoned, and keeps what was before it', () => {
    const forked = (number: number) => l1Block(number, number >= 101 ? 1 : 0)
    expect(
      reconcile([local(0), local(1), local(2)], view({ block: forked, batches: [onL1(0)] }), rules),
    ).toEqual({ kind: 'reseal', safeCount: 1, fromBlock: 13, reason: 'origin-abandoned' })
  })

  test('seals an open batch again whose origin L1 abandoned', () => {
    const block = (number: number) => l1Block(number, 1)
    expect(reconcile([withoutHash(local(0))], view({ block }), rules)).toMatchObject({
      kind: 'reseal',
      fromBlock: 11,
    })
  })

  test('seals again when L1 was away for so long that the origin is too old', () => {
    // At head 298 the next block can be 299 and there is one more to spare; then the age of 200 is over.
    expect(reconcile([local(0)], view({ headNumber: 298 }), rules).kind).toBe('keep')
    expect(reconcile([local(0)], view({ headNumber: 299 }), rules)).toEqual({
      kind: 'reseal',
      safeCount: 0,
      fromBlock: 11,
      reason: 'origin-too-old',
    })
  })

  test('leaves the age of batches alone that are on L1', () => {
    const decision = reconcile([local(0)], view({ headNumber: 9_000, batches: [onL1(0)] }), rules)
    expect(decision.kind).toBe('keep')
  })

  test('seals again when the queue holds other elements', () => {
    const batch = local(0, { queueEnd: 4, queueHashEnd: queueHash(4) })
    const reordered = (index: number) => queueHash(index, index >= 4 ? 1 : 0)
    expect(reconcile([batch], view(), rules).kind).toBe('keep')
    expect(reconcile([batch], view({ queueHash: reordered }), rules)).toMatchObject({
      kind: 'reseal',
      reason: 'queue-changed',
    })
  })

  test('waits while L1 is shorter than a local origin', () => {
    expect(reconcile([local(0), local(1)], view({ headNumber: 100 }), rules)).toEqual({
      kind: 'wait',
      safeCount: 0,
      l1BlockNumber: 101,
    })
  })

  test('adopts a forced batch that got in front of ours, with all that follows it', () => {
    const batches = [onL1(0), onL1(1, '0xf0'), onL1(2, '0xf1')]
    expect(reconcile([local(0), local(1), local(2)], view({ batches }), rules)).toEqual({
      kind: 'adopt',
      safeCount: 1,
      fromBlock: 13,
      batches: batches.slice(1),
    })
  })

  test('adopts a batch that takes the place of the open one', () => {
    const batches = [onL1(0)]
    expect(reconcile([withoutHash(local(0))], view({ batches }), rules)).toMatchObject({
      kind: 'adopt',
      fromBlock: 11,
    })
  })

  test('adopts what it does not have at all', () => {
    const batches = [onL1(0), onL1(1)]
    expect(reconcile([], view({ batches }), rules)).toMatchObject({ kind: 'adopt', fromBlock: 11 })
  })

  test('adoption comes before anything that is wrong with local batches', () => {
    const batches = [onL1(0, '0xf0')]
    expect(reconcile([local(0)], view({ headNumber: 99, batches }), rules).kind).toBe('adopt')
  })

  test('takes over the posting of an adopted batch that vanished, if it can', () => {
    const adopted = local(0, { status: 'adopted', isPosted: false })
    expect(reconcile([adopted], view(), rules).kind).toBe('repost')
    expect(reconcile([{ ...adopted, isPostable: false }], view(), rules)).toMatchObject({
      kind: 'reseal',
      reason: 'not-postable',
    })
  })

  test('takes no adopted batch back before L1 is read up to where it had it', () => {
    const adopted = local(0, { status: 'adopted', isPosted: false, isPostable: false })
    const seen = { ...adopted, adoptedAt: 108 }
    expect(reconcile([seen], view({ headNumber: 107 }), rules)).toEqual({
      ...{ kind: 'wait', safeCount: 0, l1BlockNumber: 108 },
    })
    expect(reconcile([seen], view({ headNumber: 108 }), rules)).toMatchObject({
      reason: 'not-postable',
    })
  })
})
