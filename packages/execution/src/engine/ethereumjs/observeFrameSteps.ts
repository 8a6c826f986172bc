import { EVMError } from '@ethereumjs/evm'
import type { Address } from '@mvm/protocol'
import type { FrameObserver, ObservedStep } from '../FrameObserver.ts'
import { failureWords } from './failureWords.ts'
import { findJumps } from './findJumps.ts'
import type { InterpreterEnd, InterpreterInternals } from './interpreterPrototype.ts'
import { LogList } from './LogList.ts'
import type { OpcodeTable, RunState } from './OpcodeTables.ts'

/** CALL, CALLCODE, DELEGATECALL, STATICCALL: what they give away is part of what they cost. */
const CALLS: ReadonlySet<number> = new Set([0xf1, 0xf2, 0xf4, 0xfa])

/** What an inner frame gets on top when wei go along, for free. */
const STIPEND = 2_300n

/** Runs a frame's opcodes as `runFrameSteps` does, and shows each of them before it is executed. */
export async function observeFrameSteps(
  interpreter: InterpreterInternals,
  code: Uint8Array,
  table: OpcodeTable,
  self: Address,
  observer: FrameObserver,
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
      let gas = info.feeBigInt
      try {
        if (info.dynamicGas) gas = await entry.gasHandler(state, gas, common)
      } finally {
        step.pc = state.programCounter
        step.opcode = opcode
        step.name = info.isInvalid ? `opcode 0x${opcode.toString(16)} not defined` : info.fullName
        step.gas = before
        step.cost = gas + givenAway(state, opcode)
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
  } catch (error) {
    if (!(error instanceof EVMError)) throw error
    if (error.error === EVMError.errorMessages.STOP) return { runState: state }
    if (error.error !== EVMError.errorMessages.REVERT) observer.onFault?.(failureWords(error.error))
    return { runState: state, exceptionError: error }
  }
  return { runState: state }
}

function givenAway(state: RunState, opcode: number): bigint {
  if (!CALLS.has(opcode)) return 0n
  const gas = state.messageGasLimit ?? 0n
  const hasValue = (opcode === 0xf1 || opcode === 0xf2) && state.stack.peek(3)[2] !== 0n
  return hasValue && gas >= STIPEND ? gas - STIPEND : gas
}

class ShownStep implements ObservedStep {
  pc = 0
  opcode = 0
  name = ''
  gas = 0n
  cost = 0n
  readonly self: Address
  readonly #state: RunState

  constructor(state: RunState, self: Address) {
    this.#state = state
    this.self = self
  }

  get depth(): number {
    return this.#state.env.depth
  }

  get refund(): bigint {
    return this.#state.gasRefund
  }

  stack(): readonly bigint[] {
    return this.#state.stack.getStack()
  }

  peek(fromTop: number): bigint | undefined {
    const { stack } = this.#state
    return stack.length > fromTop ? stack.peek(fromTop + 1)[fromTop] : undefined
  }

  memory(): Uint8Array {
    const { memory, memoryWordCount } = this.#state
    return memory._store.subarray(0, Number(memoryWordCount) * 32)
  }

  returnData(): Uint8Array {
    return this.#state.returnBytes
  }
}
