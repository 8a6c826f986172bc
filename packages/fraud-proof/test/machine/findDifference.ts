import type { FrameTrace, TracedStep } from '@mvm/execution'
import { Kind, type MachineState, opcodeRules, type RunningState } from '../../src/index.ts'
import type { ContentStore } from '../../src/store/ContentStore.ts'

const SSTORE = 0x55
const INVALID = 0xfe

/**
 * The first opcode at which the machine's states differ from the executor's trace, in words; `null` when they agree
 * in opcode, pc, gas, depth, stack, memory size and refund of each, from the given one on.
 */
export function findDifference(
  states: readonly MachineState[],
  trace: FrameTrace,
  store: ContentStore,
  from = 0,
): string | null {
  const steps = states.flatMap((state) => (state.kind === Kind.EXEC ? seen(state, store) : []))
  const count = Math.max(steps.length, trace.steps.length)
  for (let i = from; i < count; i++) {
    const ours = steps[i]
    const theirs = trace.steps[i]
    if (ours === undefined || theirs === undefined) {
      return `step ${i}: ${describe(ours)} here, ${describe(theirs)} in the executor`
    }
    for (const field of ['opcode', 'pc', 'gas', 'depth', 'memoryWords', 'refund'] as const) {
      // The executor's counter is ahead by what SSTORE itself adds.
      if (field === 'refund' && ours.opcode === SSTORE) continue
      if (ours[field] !== theirs[field]) {
        return `step ${i} (${describe(ours)}): ${field} ${ours[field]}, executor ${theirs[field]}`
      }
    }
    const [a, b] = [ours.stack.join(), theirs.stack.join()]
    if (a !== b) return `step ${i} (${describe(ours)}): stack ${a}, executor ${b}`
  }
  return differenceInEnd(states.at(-1) as RunningState, trace)
}

/** What differs once the outermost frame has ended: its outcome, gas, refund, or the state it leaves. */
function differenceInEnd({ pending, world }: RunningState, trace: FrameTrace): string | null {
  const [outcome, gas] = pending?.words ?? []
  const { status, gasLeft } = trace.outcome
  const expected = { halted: 0, succeeded: 1, reverted: 2 }[status]
  if (outcome !== expected) return `end: outcome ${outcome}, executor ${status}`
  if (gas !== gasLeft) return `end: gas ${gas}, executor ${gasLeft}`
  if (world.refund !== trace.refund) return `end: refund ${world.refund}, executor ${trace.refund}`
  // The executor has removed by then what destroyed itself.
  if (BigInt(world.selfdestructAcc) !== 0n || world.stateRoot === trace.stateRoot) return null
  return `end: state root ${world.stateRoot}, executor ${trace.stateRoot}`
}

/** As the executor reports it, which has no step for the STOP after the end of a code. */
function seen({ frame, world }: RunningState, store: ContentStore): TracedStep[] {
  if (frame === null) return []
  const byte = store.code(frame.codeHash)[frame.pc]
  if (byte === undefined) return []
  // Every byte that is no opcode goes by INVALID's number there.
  const opcode = opcodeRules[byte]?.opcode ?? INVALID
  const stack: bigint[] = []
  for (let cell = frame.stack; cell !== null; cell = cell.below) stack.push(cell.value)
  return [
    {
      opcode,
      pc: frame.pc,
      gas: frame.gas,
      depth: frame.depth - 1,
      stack: stack.toReversed(),
      memoryWords: frame.memoryWords,
      refund: world.refund,
    },
  ]
}

function describe(step: TracedStep | undefined): string {
  return step === undefined ? 'nothing' : `0x${step.opcode.toString(16)} at ${step.pc}`
}
