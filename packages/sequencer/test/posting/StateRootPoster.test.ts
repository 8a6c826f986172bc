import { asHash, type BatchHash, type OutputRoot, outputRootPath } from '@mvm/protocol'
import { describe, expect, test } from 'vitest'
import type { L1Call } from '../../src/port/L1CallPort.ts'
import type { AssertedBatch } from '../../src/port/L1ViewPort.ts'
import { Flights } from '../../src/posting/Flights.ts'
import { StateRootPoster } from '../../src/posting/StateRootPoster.ts'
import { ModelClock } from '../model/ModelClock.ts'

const policy = {
  maxBatchesInFlight: 2,
  stateBatchIntervalMs: 0,
  retryDelayMs: 1_000,
  maxRetryDelayMs: 3_000,
}
const hash = (name: string) => asHash<BatchHash>(name)

const rootOf = (block: number) => asHash<OutputRoot>(`0x${block.toString(16).padStart(64, '0')}`)

/** What is sent when the log has one batch of blocks 5,001 to 5,010, and the chain what it is asked for. */
async function sentFrom(
  firstUnassertedBlock: number,
  kept: (block: number) => BatchHash | undefined,
  lastStateBatch?: AssertedBatch,
  onWrongBase?: (stateBatch: AssertedBatch) => void,
) {
  const clock = new ModelClock(0)
  const sent: L1Call[] = []
  const flights = new Flights({
    l1: {
      send(call) {
        sent.push(call)
        return new Promise(() => undefined)
      },
      cancel: () => undefined,
    },
    ...{ clock, policy, onSettled: () => undefined },
    onFailed: (error) => {
      throw error
    },
  })
  const chain = {
    outputRoots: async (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => rootOf(first + i)),
    batchHashOf: async (block: number) => kept(block),
  }
  const order = {
    ...{ chainId: 7, firstUnassertedBlock, l1HeadNumber: 10, nowMs: clock.nowMs() },
    lastStateBatch,
    safeBatches: [{ firstBlock: 5_001, blockCount: 10, batchHash: hash('last') }],
  }
  const { signal } = new AbortController()
  const poster = new StateRootPoster(flights, chain, policy, onWrongBase)
  await poster.sync(order, signal)
  await poster.sync(order, signal)
  return sent.flatMap((call) => (call.kind === 'appendStateBatch' ? [call.batch] : []))
}

describe('the poster of state batches', () => {
  test('names the batch that the log has', async () => {
    const [batch] = await sentFrom(4_990, () => undefined)
    expect(batch).toMatchObject({ firstBlock: 4_990, batchHash: 'last' })
    expect(batch?.outputRoots).toHaveLength(21)
  })

  test('asserts again what a dispute has deleted, also where the log has been pruned long ago', async () => {
    const [batch] = await sentFrom(101, (block) => hash(`holds ${block}`))
    expect(batch).toMatchObject({ firstBlock: 101, batchHash: 'holds 1124' })
    expect(batch?.outputRoots).toHaveLength(1_024)
  })

  test('asserts behind roots that are the chain’s, and nothing behind others', async () => {
    const roots = [rootOf(5_001), rootOf(5_002)]
    const told: AssertedBatch[] = []
    const stateBatch = { stateBatchIndex: 3, firstBlock: 5_001, rootCount: 2 }
    const behind = (asserted: readonly OutputRoot[]) => {
      const { merkleRoot } = outputRootPath(5_001, asserted, 0)
      const last = { ...stateBatch, merkleRoot }
      return sentFrom(
        5_003,
        () => undefined,
        last,
        (one) => told.push(one),
      )
    }
    expect(await behind(roots)).toMatchObject([{ firstBlock: 5_003 }])
    expect(told).toEqual([])
    expect(await behind([rootOf(5_001), rootOf(1)])).toEqual([])
    // Once, however often it is looked at.
    expect(told).toMatchObject([stateBatch])
  })

  test('sends nothing that it could not name a batch for', async () => {
    expect(await sentFrom(101, () => undefined)).toEqual([])
  })
})
