import { MachineStateError } from '../error/MachineStateError.ts'
import { isPermitted } from '../opcode/isPermitted.ts'
import { opcodeRules } from '../opcode/opcodeRules.ts'
import { STACK_LIMIT, stackSize } from '../stack/StackCell.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { haltFrame } from './haltFrame.ts'
import type { OpcodeHandler, OpcodeHandlers } from './OpcodeHandler.ts'
import { type ExecState, OpcodeStep } from './OpcodeStep.ts'

/** One opcode of a frame. What holds for all opcodes is checked here, in the order of the Solidity twin. */
export function execStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  handlers: OpcodeHandlers,
): RunningState {
  const { transaction, frame } = state
  if (transaction === null || frame === null) {
    throw new MachineStateError({ problem: 'an EXEC state has a transaction and a frame' })
  }
  const code = store.code(frame.codeHash)
  tape?.append(code)
  // Beyond its end, code goes on with STOPs.
  const opcode = frame.pc < code.length ? (code[frame.pc] as number) : 0
  const rule = opcodeRules[opcode]
  if (rule === undefined) return haltFrame(state)
  const handler: OpcodeHandler | undefined = handlers[opcode]
  if (handler === undefined) {
    throw new MachineStateError({ problem: `there is no handler of opcode ${opcode}` })
  }
  if (!isPermitted(transaction, frame, opcode)) return haltFrame(state)
  const { pops, pushes, gas, writes } = rule
  const size = stackSize(frame.stack)
  if (size < pops || size - pops + pushes > STACK_LIMIT) return haltFrame(state)
  if (frame.gas < gas || (writes && frame.isStatic)) return haltFrame(state)
  return handler(
    new OpcodeStep(state as ExecState, opcode, code, frame.gas - gas, pops, store, tape),
  )
}
