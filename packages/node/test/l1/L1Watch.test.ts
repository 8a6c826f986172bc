import { setTimeout as delay } from 'node:timers/promises'
import type { DacCreation, L1Block, L1Status, RollupChange } from '@mvm/l1'
import { asHash, type L1BlockHash } from '@mvm/protocol'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { initialBatchTip } from '../../src/l1/initialBatchTip.ts'
import { L1Watch } from '../../src/l1/L1Watch.ts'

const FINALIZED = 4
/** L1's head, which lies above what has been read. */
const LATEST = 90

function block(number: number): L1Block {
  const hash = (of: number) => asHash<L1BlockHash>(`0x${of.toString(16).padStart(64, '0')}`)
  return {
    number,
    hash: hash(number),
    parentHash: hash(number - 1),
    timestamp: number,
    baseFeePerGas: 1n,
    prevRandao: asHash(hash(0)),
    receiptsRoot: asHash(hash(0)),
    logsBloom: '0x',
  }
}

function change(numbers: readonly number[]): RollupChange {
  return {
    kind: 'advanced',
    blocks: numbers.map(block),
    latest: block(LATEST),
    safeNumber: FINALIZED,
    finalizedNumber: FINALIZED,
    events: { created: [], byChainId: new Map() },
  }
}

test('the end of catching up is told once, when what is final has been read', async () => {
  const told: number[] = []
  async function* changes(): AsyncGenerator<RollupChange | L1Status> {
    yield change([1, 2])
    expect([watch.isLive, told]).toEqual([false, []])
    expect([watch.head.number, watch.latest.number]).toEqual([2, LATEST])
    yield change([3, 4, 5])
    expect([watch.isLive, told]).toEqual([true, [5]])
    yield change([6])
  }
  const watch: L1Watch = new L1Watch({
    changes,
    start: block(0),
    keptBlocks: 10,
    prepare: () => Promise.reject(new Error('no DAC is created')),
    onCreated: () => undefined,
    onAbandoned: () => undefined,
    onRest: () => undefined,
    onStatus: () => undefined,
    onLive: () => told.push(watch.head.number),
  })
  await watch.run(new AbortController().signal)
  expect(told).toEqual([5])
})

describe('a DAC with nothing to do', () => {
  const chainId = 4_294_967_297
  let mayRest: boolean
  let rested: number
  let tell: (change: RollupChange) => void
  let watch: L1Watch
  let shown: number[]
  const ending = new AbortController()

  /** L1 goes on by so many blocks, one after the other; what is shown of them is in `shown`. */
  async function mine(count: number, events = change([]).events): Promise<void> {
    for (let i = 0; i < count; i++) {
      tell({ ...change([watch.head.number + 1]), finalizedNumber: watch.head.number, events })
      await delay(0)
    }
  }

  beforeEach(async () => {
    mayRest = true
    rested = 0
    shown = []
    let next = Promise.withResolvers<RollupChange>()
    const waiting: RollupChange[] = []
    tell = (one) => {
      waiting.push(one)
      next.resolve(one)
    }
    watch = new L1Watch({
      changes: async function* () {
        for (;;) {
          const one = waiting.shift()
          if (one !== undefined) yield one
          else {
            await next.promise
            next = Promise.withResolvers()
          }
        }
      },
      start: block(0),
      keptBlocks: 1_000,
      prepare: async () => initialBatchTip(chainId, 1, 1n),
      onCreated: () => undefined,
      onAbandoned: () => undefined,
      onRest: () => void rested++,
      onStatus: () => undefined,
      onLive: () => undefined,
    })
    const port = watch.viewPort(chainId, () => mayRest)
    void watch.run(ending.signal)
    const creation = { chainId, slug: 'demo', l1BlockNumber: 1 } as DacCreation
    tell({ ...change([1]), events: { created: [creation], byChainId: new Map() } })
    const { signal } = ending
    void (async () => {
      for (let view = await port.view(signal); ; view = await port.next(view, signal)) {
        shown.push(view.head.number)
      }
    })().catch(() => undefined)
    await delay(0)
  })

  afterAll(() => ending.abort())

  test('is shown no L1 block, and told once that it rests', async () => {
    await mine(10)
    expect(shown).toEqual([1])
    expect(rested).toBe(1)
  })

  test('is shown every block while somebody wants to know the time', async () => {
    mayRest = false
    await mine(3)
    expect(shown).toEqual([1, 2, 3, 4])
    expect(rested).toBe(0)
  })

  test('is shown the newest block when it is roused, and those after it until it rests', async () => {
    await mine(10)
    mayRest = false
    expect(watch.rouse(chainId)).toBe(true)
    expect(watch.rouse(chainId)).toBe(true)
    await delay(0)
    expect(watch.rouse(chainId)).toBe(false)
    expect(shown).toEqual([1, 11])
    await mine(1)
    mayRest = true
    await mine(5)
    expect(shown).toEqual([1, 11, 12])
    expect(rested).toBe(2)
  })

  test('is shown what L1 has for it', async () => {
    await mine(4)
    const nothing = { batches: [], queueElements: [], stateBatches: [], deletions: [] }
    await mine(1, { created: [], byChainId: new Map([[chainId, nothing]]) })
    expect(shown).toEqual([1, 6])
  })

  test('is shown L1 now and then, so that it keeps no old blocks', async () => {
    await mine(200)
    expect(shown).toEqual([1, 64, 128, 192])
    expect(rested).toBe(1)
  })
})
