import { wordCount } from '../opcode/memoryCost.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

const CREATE = 0xf0
const CREATE2 = 0xf5

/** EIP-3860. */
const MAX_INIT_CODE = 49_152n
const INIT_WORD_GAS = 2n
const KECCAK_WORD_GAS = 6n

/** What the creator pays; CREATE_ENTER makes the account and the frame. */
export const createOpcodes: OpcodeHandlers = { [CREATE]: create, [CREATE2]: create }

function create(step: OpcodeStep): RunningState {
  const [value, offset, length] = [step.arg(0), step.arg(1), step.arg(2)]
  const isSalted = step.opcode === CREATE2
  if (!step.expand(offset, length) || length > MAX_INIT_CODE) return step.halt()
  const wordGas = isSalted ? INIT_WORD_GAS + KECCAK_WORD_GAS : INIT_WORD_GAS
  if (!step.charge(wordGas * wordCount(length))) return step.halt()
  const gas = step.gas - step.gas / 64n
  step.charge(gas)
  const code = length === 0n ? [0, 0, 0] : [step.memory, offset, length]
  return step.suspend(Kind.CREATE_ENTER, [value, gas, ...code, isSalted ? step.arg(3) : 0])
}
