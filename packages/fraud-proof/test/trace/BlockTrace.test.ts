import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BlockMachine,
  BlockTrace,
  type BlockTraceOptions,
  blockMachine,
  type ContentStore,
  hashState,
  Kind,
  type RunningState,
  SLOT_STEPS,
  TRACE_BITS,
} from '../../src/index.ts'
import { scenarios } from '../block/scenarios.ts'
import type { SteppedBlock } from '../block/TestRollup.ts'

describe('a block’s trace', { timeout: 120_000 }, () => {
  let block: SteppedBlock
  let trace: BlockTrace

  beforeAll(async () => {
    const blocks = await Promise.all(scenarios.map(({ run }) => run()))
    // The block of most inputs and steps: what is asked for lies on both sides of many checkpoints.
    block = blocks.flat().reduce((most, one) => (one.steps.length > most.steps.length ? one : most))
    trace = new BlockTrace(startOf(block), blockMachine(block.store), { checkpointSteps: 7 })
  })

  it('has every state where the steps lead', () => {
    for (const { position, preHash, postHash } of block.steps) {
      expect(hashState(trace.stateAt(position))).toBe(preHash)
      if (position + 1 <= 2 ** TRACE_BITS) {
        expect(hashState(trace.stateAt(position + 1))).toBe(postHash)
      }
    }
  })

  it('answers for many positions as for each', () => {
    const positions = block.steps
      .flatMap(({ position }) => [position, position + 3])
      .sort(ascending)
    expect(trace.hashesAt(positions)).toEqual(
      positions.map((position) => hashState(trace.stateAt(position))),
    )
  })

  it('stands still from an input’s end to the next slot, and from the block’s end for good', () => {
    for (let slot = 0; slot < trace.slotCount; slot++) {
      const end = trace.stateAt(slot * SLOT_STEPS + trace.stepsOf(slot))
      expect(trace.stateAt((slot + 1) * SLOT_STEPS - 1)).toBe(end)
      expect(trace.stateAt((slot + 1) * SLOT_STEPS)).toBe(end)
    }
    expect(trace.stateAt(2 ** TRACE_BITS)).toMatchObject({
      kind: Kind.HALT,
      outputRoot: block.executed.outputRoot,
    })
  })

  it('proves each step with the tape that L1 takes', () => {
    for (const { position, preHash, postHash, tape } of block.steps) {
      const proof = trace.proofAt(position)
      expect(proof).toMatchObject({ preHash, postHash })
      expect(Buffer.compare(proof.tape, tape)).toBe(0)
    }
  })

  it('is the same however many states it keeps', () => {
    const positions = block.steps.map(({ position }) => position)
    for (const options of [{}, { checkpointNodes: 1 }, { checkpointSteps: 1 }]) {
      const other = new BlockTrace(startOf(block), blockMachine(block.store), options)
      expect(other.hashesAt(positions)).toEqual(trace.hashesAt(positions))
    }
  })

  it('takes few steps again for a question, and fewer where steps work on tries or in precompiles', () => {
    let taken = 0
    const machine = blockMachine(block.store)
    const counted: BlockMachine = {
      store: machine.store,
      take: (state, tape) => {
        taken++
        return machine.take(state, tape)
      },
    }
    const positions = block.steps.filter((_, i) => i % 37 === 0).map(({ position }) => position)
    /** The most steps taken again for one state of those. */
    const most = (options: BlockTraceOptions): number => {
      const asked = new BlockTrace(startOf(block), counted, options)
      return Math.max(
        ...positions.map((position) => {
          taken = 0
          asked.stateAt(position)
          return taken
        }),
      )
    }
    const far = most({})
    expect(far).toBeGreaterThan(100)
    expect(most({ checkpointSteps: 10 })).toBeLessThan(10)
    expect(most({ checkpointNodes: 1 })).toBeLessThan(far / 2)
  })
})

function startOf(block: SteppedBlock & { readonly store: ContentStore }): RunningState {
  return block.steps[0]?.state as RunningState
}

function ascending(a: number, b: number): number {
  return a - b
}
