import { setImmediate } from 'node:timers/promises'
import type { Hash } from '@mvm/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  BlockTrace,
  blockMachine,
  ContentStore,
  Kind,
  type MachineState,
  type RunningState,
  TraceTooLargeError,
} from '../../src/index.ts'
import { rlpItems } from '../../src/rlp/rlpItems.ts'
import { rootsIn } from '../../src/state/rootsIn.ts'
import { referencesIn } from '../../src/store/referencesIn.ts'
import { scenarios } from '../block/scenarios.ts'
import type { SteppedBlock } from '../block/TestRollup.ts'

/** What there was before a block, and what L1 has of its inputs: no node of a trie that its steps make. */
class StoreBefore extends ContentStore {
  readonly #block: SteppedBlock

  constructor(block: SteppedBlock) {
    const { store, parent } = block
    const nodes = new Map<Hash, Uint8Array>()
    const waiting: Hash[] = [parent.header.stateRoot]
    for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
      if (nodes.has(hash)) continue
      const node = nodeIn(store, hash)
      if (node === null) continue
      nodes.set(hash, node)
      waiting.push(...referencesIn(node))
    }
    super({
      trieNode: (hash) => {
        const node = nodes.get(hash)
        if (node === undefined) throw new RangeError(`${hash} was not there before the block`)
        return node
      },
      code: (codeHash) => store.code(codeHash),
    })
    this.#block = block
  }

  /** Not from what was parsed last: that hides what is missing. */
  override trieItems(hash: Hash): readonly Uint8Array[] {
    super.trieItems(hash)
    return rlpItems(this.trieNode(hash))
  }

  override preimage(hash: Hash): Uint8Array {
    return this.#block.store.preimage(hash)
  }
}

describe('of the nodes that steps make, a trace', { timeout: 120_000 }, () => {
  let blocks: readonly SteppedBlock[]
  beforeAll(async () => {
    blocks = (await Promise.all(scenarios.map(({ run }) => run()))).flat()
  })

  it('keeps enough for every step of every block', () => {
    for (const block of blocks) {
      const machine = blockMachine(new StoreBefore(block))
      const trace = new BlockTrace(startOf(block), machine, { checkpointSteps: 7 })
      for (const { position, preHash, postHash } of block.steps) {
        expect(trace.proofAt(position)).toMatchObject({ preHash, postHash })
      }
    }
  })

  it('keeps by any one state enough for every step after it', () => {
    for (const block of blocks) {
      const stride = Math.max(3, Math.ceil(block.steps.length / 12))
      for (let kept = 0; kept < block.steps.length; kept += stride) {
        expect(endOf(block, kept)).toMatchObject({ outputRoot: block.executed.outputRoot })
      }
    }
  })

  it('keeps few, and says how much that is', () => {
    const block = longestOf(blocks)
    const bytesWith = (checkpointSteps: number, checkpointNodes: number) => {
      const options = { checkpointSteps, checkpointNodes }
      return new BlockTrace(startOf(block), blockMachine(new StoreBefore(block)), options).keptBytes
    }
    expect(bytesWith(2 ** 14, 2 ** 13)).toBeLessThan(bytesWith(1, 1) / 4)
  })

  it('keeps no more than it may', () => {
    const block = longestOf(blocks)
    const options = { checkpointSteps: 10, maxBytes: 50_000 }
    expect(
      () => new BlockTrace(startOf(block), blockMachine(new StoreBefore(block)), options),
    ).toThrow(TraceTooLargeError)
  })
})

it('a trace is ended while it is being made, and then not made to its end', async () => {
  const blocks = (await Promise.all(scenarios.map(({ run }) => run()))).flat()
  const block = longestOf(blocks)
  const ending = new AbortController()
  let taken = 0
  const { store, take } = blockMachine(block.store)
  const machine = {
    store,
    take: (...parameters: Parameters<typeof take>) => {
      // As long as a step of a large block's may seem.
      const untilMs = performance.now() + 1
      while (performance.now() < untilMs);
      taken++
      return take(...parameters)
    },
  }
  const options = { checkpointSteps: 10, signal: ending.signal }
  const making = BlockTrace.inSlices(startOf(block), machine, options)
  making.catch(() => undefined)
  await setImmediate()
  ending.abort(new RangeError('nobody waits'))
  await expect(making).rejects.toThrow('nobody waits')
  expect(taken).toBeLessThan(block.steps.length / 2)
})

/** The last state of a block, when of what steps have made by one of them only that is left which its state leads to. */
function endOf(block: SteppedBlock, kept: number): MachineState {
  const store = new StoreBefore(block)
  const { take } = blockMachine(store)
  let state: MachineState = startOf(block)
  for (let steps = 0; state.kind !== Kind.HALT; steps++) {
    if (steps === kept) store.keepReachable(rootsIn(state))
    state = take(state, null)
  }
  return state
}

function nodeIn(store: ContentStore, hash: Hash): Uint8Array | null {
  try {
    return store.trieNode(hash)
  } catch {
    // What looks like a reference need not be one.
    return null
  }
}

function longestOf(blocks: readonly SteppedBlock[]): SteppedBlock {
  return blocks.reduce((most, one) => (one.steps.length > most.steps.length ? one : most))
}

function startOf(block: SteppedBlock): RunningState {
  return block.steps[0]?.state as RunningState
}
