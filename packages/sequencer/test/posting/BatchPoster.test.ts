import { asHash, type BatchHash } from '@mvm/protocol'
import { describe, expect, test } from 'vitest'
import type { ClosedBatch } from '../../src/batch/ClosedBatch.ts'
import type { FinishedRecord } from '../../src/port/BatchRecord.ts'
import type { L1CallOutcome } from '../../src/port/L1CallPort.ts'
import { BatchPoster } from '../../src/posting/BatchPoster.ts'
import { Flights } from '../../src/posting/Flights.ts'
import { ModelClock } from '../model/ModelClock.ts'

const policy = {
  maxBatchesInFlight: 2,
  stateBatchIntervalMs: 0,
  retryDelayMs: 1_000,
  maxRetryDelayMs: 3_000,
}

function record(name: string): FinishedRecord {
  const batch = { batchHash: asHash<BatchHash>(name) }
  return { kind: 'adopted', batch } as FinishedRecord
}

function setUp() {
  const clock = new ModelClock(0)
  const signal = new AbortController().signal
  const sent: string[] = []
  const cancelled: string[] = []
  const outcomes = new Map<string, (outcome: L1CallOutcome) => void>()
  const flights = new Flights({
    l1: {
      send(call) {
        sent.push(call.id)
        const { promise, resolve } = Promise.withResolvers<L1CallOutcome>()
        outcomes.set(call.id, resolve)
        return promise
      },
      cancel: (id) => cancelled.push(id),
    },
    clock,
    policy,
    onSettled: () => {},
    onFailed: (error) => {
      throw error
    },
  })
  const closed = { payload: new Uint8Array(0) } as ClosedBatch
  const poster = new BatchPoster(flights, policy.maxBatchesInFlight, async () => closed)
  const sync = (names: readonly string[], l1HeadNumber = 10, included: readonly string[] = []) =>
    poster.sync(
      {
        unincluded: names.map(record),
        l1HeadNumber,
        isIncluded: (batchHash) => included.includes(batchHash),
        nowMs: clock.nowMs(),
      },
      signal,
    )
  const settle = async (id: string, outcome: L1CallOutcome) => {
    outcomes.get(id)?.(outcome)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { clock, poster, sent, cancelled, sync, settle }
}

describe('batches go to L1', () => {
  test('in order, as many at a time as allowed, each once', async () => {
    const { sent, sync, settle } = setUp()
    await sync(['a', 'b', 'c'])
    expect(sent).toEqual(['a', 'b'])
    await sync(['a', 'b', 'c'])
    expect(sent).toEqual(['a', 'b'])
    await settle('a', { kind: 'included', l1BlockNumber: 11 })
    await sync(['a', 'b', 'c'])
    expect(sent).toEqual(['a', 'b', 'c'])
  })

  test('with the next L1 block when it is not this account’s turn, however often that was so', async () => {
    const { clock, sent, sync, settle } = setUp()
    for (let l1Head = 10; l1Head < 20; l1Head++) {
      await sync(['a'], l1Head)
      expect(sent).toHaveLength(l1Head - 9)
      await settle('a', { kind: 'untimely', l1BlockNumber: l1Head + 1, reason: 'being drawn' })
      clock.advance(60_000)
      await sync(['a'], l1Head)
      expect(sent).toHaveLength(l1Head - 9)
    }
    expect(new Set(sent)).toEqual(new Set(['a']))
  })

  test('not again while the view is behind the block that holds them', async () => {
    const { poster, sent, sync, settle } = setUp()
    await sync(['a'])
    await settle('a', { kind: 'included', l1BlockNumber: 11 })
    await sync(['a'], 10)
    expect(poster.isPosted(asHash('a'), 10)).toBe(true)
    expect(poster.isPosted(asHash('a'), 11)).toBe(false)
    expect(sent).toEqual(['a'])
  })

  test('again under the same name when they vanished after inclusion', async () => {
    const { clock, sent, sync, settle } = setUp()
    await sync(['a'])
    await settle('a', { kind: 'included', l1BlockNumber: 11 })
    expect(await sync(['a'], 12)).toBe(1_000)
    clock.advance(1_000)
    await sync(['a'], 12)
    expect(sent).toEqual(['a', 'a'])
  })

  test('again under a new name after a revert, later each time, and none after them before', async () => {
    const { clock, sent, sync, settle } = setUp()
    const reverted = {
      kind: 'reverted',
      l1BlockNumber: 11,
      reason: 'PrevBatchHashMismatch',
    } as const
    await sync(['a'])
    await settle('a', reverted)
    expect(await sync(['a', 'b'], 11)).toBe(1_000)
    expect(sent).toEqual(['a'])
    clock.advance(1_000)
    await sync(['a', 'b'], 11)
    expect(sent).toEqual(['a', 'a#1', 'b'])
    await settle('a#1', reverted)
    expect(await sync(['a', 'b'], 11)).toBe(3_000)
    clock.advance(2_000)
    await sync(['a', 'b'], 11)
    await settle('a#2', reverted)
    expect(await sync(['a', 'b'], 11)).toBe(6_000)
  })

  test('and are taken back when their blocks are gone, but not when L1 has them', async () => {
    const { cancelled, sync } = setUp()
    await sync(['a', 'b'])
    await sync([], 11, ['a'])
    expect(cancelled).toEqual(['b'])
  })

  test('under a new name when L1 does not show what was included again and again', async () => {
    const { clock, sent, sync, settle } = setUp()
    for (let i = 0; i < 5; i++) {
      await sync(['a'], 20)
      await settle(sent.at(-1) as string, { kind: 'included', l1BlockNumber: 11 })
      clock.advance(3_000)
    }
    expect(sent).toEqual(['a', 'a', 'a', 'a', 'a#1'])
  })
})
