import {
  type ContentStore,
  type Frame,
  Kind,
  type MachineState,
  opcodeRules,
  type RunningState,
  step,
} from '../../src/index.ts'
import { isPermitted } from '../../src/opcode/isPermitted.ts'
import { ExitOutcome } from '../../src/step/ExitOutcome.ts'
import { memoryRanges } from './memoryRanges.ts'
import { observeAccess } from './observeAccess.ts'

const STACK_LIMIT = 1024
/** Bytes of memory that there can be. */
const MEMORY_LIMIT = 2n ** 22n
/** More than any opcode costs. */
const PLENTY = 10n ** 15n

/** Which outcomes the execution of an opcode met, as its states tell; `null` for a byte that is no opcode. */
export function observeOpcode(
  before: RunningState,
  after: RunningState,
  store: ContentStore,
): readonly string[] | null {
  const { frame, transaction } = before
  if (before.kind !== Kind.EXEC || frame === null || transaction === null) return null
  const opcode = store.code(frame.codeHash)[frame.pc] ?? 0
  const rule = opcodeRules[opcode]
  if (rule === undefined) return null
  if (isHalted(after)) {
    if (!isPermitted(transaction, frame, opcode)) return ['permission denied']
    const size = frame.stack?.size ?? 0
    if (size < rule.pops) return ['underflow']
    if (size - rule.pops + rule.pushes > STACK_LIMIT) return ['overflow']
    if (frame.isStatic && !haltsOtherwise(before, { isStatic: false }, store)) {
      return ['static violation']
    }
    if (!haltsOtherwise(before, { gas: PLENTY }, store)) return ['out of gas']
    return [reachesTooFar(rule.name, frame) ? 'memory above the limit' : 'refused']
  }
  const hasGrown = (after.frame?.memoryWords ?? 0) > frame.memoryWords
  return [
    'ok',
    ...(hasGrown ? ['memory growth'] : []),
    ...observeAccess(rule, before, after, store),
  ]
}

function haltsOtherwise(
  state: RunningState,
  change: { readonly gas?: bigint; readonly isStatic?: boolean },
  store: ContentStore,
): boolean {
  if (state.frame === null) return true
  return isHalted(step({ ...state, frame: { ...state.frame, ...change } }, store))
}

/** Whether a range of memory that an opcode asks for ends where no memory is. */
function reachesTooFar(name: string, { stack }: Frame): boolean {
  const values: bigint[] = []
  for (let cell = stack; cell !== null && values.length < 7; cell = cell.below) {
    values.push(cell.value)
  }
  return (memoryRanges.get(name) ?? []).some(([offset, length]) => {
    const bytes = typeof length === 'bigint' ? length : (values[length] as bigint)
    return bytes > 0n && (values[offset] as bigint) + bytes > MEMORY_LIMIT
  })
}

function isHalted(state: MachineState): boolean {
  return state.kind === Kind.FRAME_EXIT && state.pending?.words[0] === ExitOutcome.HALTED
}
