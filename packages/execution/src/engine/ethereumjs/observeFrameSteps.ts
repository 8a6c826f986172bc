import { EVMError } from '@ethereumjs/evm'
import type { Address } from '@mvm/protocol'
import { lesser } from '../../transaction/lesser.ts'
import type { FrameObserver, ObservedStep } from '../FrameObserver.ts'
import { failureWords } from './failureWords.ts'
import { findJumps } from './findJumps.ts'
import type { InterpreterEnd, InterpreterInternals } from './interpreterPrototype.ts'
import { LogList } from './LogList.ts'
import type { OpcodeTable, RunState } from './OpcodeTables.ts'

/** CALL, CALLCODE, DELEGATECALL, STATICCALL: what they give away is part of what they cost. */
const CALLS: ReadonlySet<number> = new Set([0xf1, 0xf2, 0xf4, 0xfa])
/** CREATE, CREATE2. */
const CREATIONS: ReadonlySet<number> = new Set([0xf0, 0xf5])

/**
 * Runs a frame's opcodes as `runFrameSteps` does, and shows each of them before it is executed.
 *
 * @param refund what the counter was before the transaction's outermost frame: authorizations are refunded (EIP-7702)
 */
export async function observeFrameSteps(
  interpreter: InterpreterInternals,
  code: Uint8Array,
  table: OpcodeTable,
  self: Address,
  observer: FrameObserver,
  refund: bigint,
): Promise<InterpreterEnd> {
  const state = interpreter._runState
  const { common } = state.interpreter._evm
  const step = new ShownStep(state, self)
  state.code = code
  state.validJumps = findJumps(code)
  interpreter._result.logs = new LogList()
  try {
    while (state.programCounter < code.length) {
      const opcode = code[state.programCounter] as number
      const entry = table[opcode] as OpcodeTable[number]
      const info = entry.opcodeInfo
      state.opCode = info.code
      const before = state.gasLeft
      // What an opcode needs of memory is there before it is executed, and no part of what it finds.
      step.memoryWords = Number(state.memoryWordCount)
      step.refund = refund + state.gasRefund
      let gas = info.feeBigInt
      try {
        if (info.dynamicGas) gas = await entry.gasHandler(state, gas, common)
      } finally {
        step.pc = state.programCounter
        step.opcode = opcode
        step.name = info.isInvalid ? invalidName(opcode) : info.fullName
        step.gas = before
        step.cost = lesser(gas + givenAway(state, opcode, before - gas), before)
        observer.onStep?.(step)
      }
      if (info.isInvalid) throw new EVMError(EVMError.errorMessages.INVALID_OPCODE)
      state.gasLeft -= gas
      if (state.gasLeft < 0n) {
        state.gasLeft = 0n
        throw new EVMError(EVMError.errorMessages.OUT_OF_GAS)
      }
      state.programCounter++
      await entry.opHandler(state, common)
    }
    showEnd(step, state, observer, refund)
  } catch (error) {
    if (!(error instanceof EVMError)) throw error
    if (error.error === EVMError.errorMessages.STOP) return { runState: state }
    if (error.error !== EVMError.errorMessages.REVERT) {
      observer.onFault?.(failureWords(error.error, step.opcode))
    }
    return { runState: state, exceptionError: error }
  }
  return { runState: state }
}

/** Where a code ends without saying so, there is a STOP. */
function showEnd(step: ShownStep, state: RunState, observer: FrameObserver, refund: bigint): void {
  step.pc = state.programCounter
  step.opcode = 0
  step.name = 'STOP'
  step.gas = state.gasLeft
  step.cost = 0n
  step.refund = refund + state.gasRefund
  step.memoryWords = Number(state.memoryWordCount)
  observer.onStep?.(step)
}

/** @param left what the frame has, before the opcode is paid for */
function givenAway(state: RunState, opcode: number, left: bigint): bigint {
  if (CALLS.has(opcode)) return state.messageGasLimit ?? 0n
  // EIP-150: all but one 64th.
  return CREATIONS.has(opcode) && left > 0n ? left - left / 64n : 0n
}

/** The designated invalid opcode has a name, others have not. */
function invalidName(opcode: number): string {
  return opcode === 0xfe ? 'INVALID' : `opcode 0x${opcode.toString(16)} not defined`
}

class ShownStep implements ObservedStep {
  pc = 0
  opcode = 0
  name = ''
  gas = 0n
  cost = 0n
  refund = 0n
  memoryWords = 0
  readonly self: Address
  readonly #state: RunState

  constructor(state: RunState, self: Address) {
    this.#state = state
    this.self = self
  }

  get depth(): number {
    return this.#state.env.depth
  }

  stack(): readonly bigint[] {
    return this.#state.stack.getStack()
  }

  peek(fromTop: number): bigint | undefined {
    const { stack } = this.#state
    return stack.length > fromTop ? stack.peek(fromTop + 1)[fromTop] : undefined
  }

  memory(): Uint8Array {
    return this.#state.memory._store.subarray(0, this.memoryWords * 32)
  }

  returnData(): Uint8Array {
    return this.#state.returnBytes
  }
}
