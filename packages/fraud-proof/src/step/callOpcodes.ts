import type { Address } from '@mvm/protocol'
import { accessAddress } from '../access/accessAddress.ts'
import { openAccount } from '../account/Account.ts'
import { accountCode } from '../account/accountCode.ts'
import { delegationTarget } from '../opcode/delegationTarget.ts'
import { toAddress } from '../opcode/toAddress.ts'
import type { Frame } from '../state/Frame.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { PendingWord } from '../state/Pending.ts'
import { CallFlag } from './CallFlag.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

const CALL = 0xf1
const CALLCODE = 0xf2
const DELEGATECALL = 0xf4
const STATICCALL = 0xfa

const VALUE_GAS = 9_000n
const NEW_ACCOUNT_GAS = 25_000n
const STIPEND = 2_300n

/** What the caller pays, and of whom the called frame is; CALL_ENTER makes the frame. */
export const callOpcodes: OpcodeHandlers = {
  [CALL]: call,
  [CALLCODE]: call,
  [DELEGATECALL]: call,
  [STATICCALL]: call,
}

function call(step: OpcodeStep): RunningState {
  const { opcode, frame } = step
  const takesValue = opcode === CALL || opcode === CALLCODE
  const value = takesValue ? step.arg(2) : 0n
  const first = takesValue ? 3 : 2
  const [inOffset, inLength] = [step.arg(first), step.arg(first + 1)]
  const [outOffset, outLength] = [step.arg(first + 2), step.arg(first + 3)]
  if (opcode === CALL && value > 0n && frame.isStatic) return step.halt()
  if (!step.expand(inOffset, inLength) || !step.expand(outOffset, outLength)) return step.halt()

  const to = toAddress(step.arg(1))
  if (!accessAddress(step, to)) return step.halt()
  const { account, isPresent } = openAccount(step.store, step.world.stateRoot, to, step.tape)
  const isNew = opcode === CALL && !isPresent
  if (value > 0n && !step.charge(VALUE_GAS + (isNew ? NEW_ACCOUNT_GAS : 0n))) return step.halt()
  const delegate = delegationTarget(accountCode(step, account.codeHash))
  if (delegate !== null && !accessAddress(step, delegate)) return step.halt()

  const gas = lesser(step.arg(0), step.gas - step.gas / 64n)
  if (!step.charge(gas)) return step.halt()
  const isStatic = frame.isStatic || opcode === STATICCALL
  const input = inLength === 0n ? [0, 0, 0] : [step.memory, inOffset, inLength]
  const output = outLength === 0n ? [0, 0] : [outOffset, outLength]
  return step.suspend(Kind.CALL_ENTER, [
    ...partiesOf(opcode, frame, to),
    delegate ?? to,
    value,
    opcode === DELEGATECALL ? frame.value : value,
    gas + (value > 0n ? STIPEND : 0n),
    (isStatic ? CallFlag.STATIC : 0) | (delegate === null ? 0 : CallFlag.DELEGATED),
    ...input,
    ...output,
  ])
}

/** Caller and self of the called frame. */
function partiesOf(opcode: number, frame: Frame, to: Address): PendingWord[] {
  if (opcode === CALLCODE) return [frame.self, frame.self]
  if (opcode === DELEGATECALL) return [frame.caller, frame.self]
  return [frame.self, to]
}

function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
