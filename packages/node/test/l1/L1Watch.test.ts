import type { L1Block, L1Status, RollupChange } from '@mvm/l1'
import { asHash, type L1BlockHash } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { L1Watch } from '../../src/l1/L1Watch.ts'

const FINALIZED = 4

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
    onStatus: () => undefined,
    onLive: () => told.push(watch.head.number),
  })
  await watch.run(new AbortController().signal)
  expect(told).toEqual([5])
})
