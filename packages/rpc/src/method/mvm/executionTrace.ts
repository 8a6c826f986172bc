import { LimitExceededError } from '../../error/LimitExceededError.ts'
import { quantity } from '../../format/quantity.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { TRACE_STEPS } from '../../parameter/readPosition.ts'
import { readTraceWindow } from '../../parameter/readTraceWindow.ts'
import { required } from '../../parameter/required.ts'
import { steppedBlock } from '../../trace/steppedBlock.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** States of a block's trace around a position, as disputes are about them (spec 4.1). */
export const executionTrace = defineDacMethod({
  name: 'mvm_executionTrace',
  parameters: [required('block', readBlockReference), required('window', readTraceWindow)],
  handle: async ({ ports, limits, signal }, reference, { position, count }) => {
    const { traceStates } = limits
    if (count > traceStates) {
      throw new LimitExceededError({
        limit: 'traceStates',
        allowed: traceStates,
        problem: `${count} states are too many`,
        remedy: `ask for at most ${traceStates}`,
      })
    }
    const block = steppedBlock(ports.chain, reference)
    const first = Math.max(0, position - Math.floor(count / 2))
    const last = Math.min(TRACE_STEPS, first + count - 1)
    const states = await ports.steps.states(block, first, last, signal)
    return {
      blockNumber: quantity(block.header.number),
      blockHash: block.hash,
      states: states.map((state) => ({
        position: quantity(state.position),
        kind: state.kind,
        opcode: state.opcode === null ? null : quantity(state.opcode),
        pc: state.pc === null ? null : quantity(state.pc),
        gas: state.gas === null ? null : quantity(state.gas),
        depth: state.depth === null ? null : quantity(state.depth),
        stateHash: state.stateHash,
      })),
    }
  },
})
