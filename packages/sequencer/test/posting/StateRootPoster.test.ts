import { asHash, type BatchHash, type OutputRoot } from '@mvm/protocol'
import { describe, expect, test } from 'vitest'
import type { L1Call } from '../../src/port/L1CallPort.ts'
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

/** What is sent when the log has one batch of blocks 5,001 to 5,010, and the chain what it is asked for. */
async function sentFrom(
  firstUnassertedBlock: number,
  kept: (block: number) => BatchHash | undefined,
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
      Array.from({ length: count }, (_, i) => asHash<OutputRoot>(`root ${first + i}`)),
    batchHashOf: async (block: number) => kept(block),
  }
  const order = {
    ...{ chainId: 7, firstUnassertedBlock, l1HeadNumber: 10, nowMs: clock.nowMs() },
    safeBatches: [{ firstBlock: 5_001, blockCount: 10, batchHash: hash('last') }],
  }
  const { signal } = new AbortController()
  await new StateRootPoster(flights, chain, policy).sync(order, signal)
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

  test('sends nothing that it could not name a batch for', async () => {
    expect(await sentFrom(101, () => undefined)).toEqual([])
  })
})
