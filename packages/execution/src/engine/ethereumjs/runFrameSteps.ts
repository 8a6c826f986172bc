import { EVMError } from '@ethereumjs/evm'
import { toBigInt } from '@mvm/protocol'
import { findJumps } from './findJumps.ts'
import type { InterpreterEnd, InterpreterInternals } from './interpreterPrototype.ts'
import { LogList } from './LogList.ts'
import type { OpcodeTable, RunState } from './OpcodeTables.ts'

const JUMP = 0x56
const JUMPI = 0x57
const PUSH1 = 0x60
const PUSH32 = 0x7f

/** What is known of a code, found out when it is first needed. */
interface CodeAnalysis {
  /** 1 at each JUMPDEST that is not push data. */
  jumps: Uint8Array | undefined
  /** Values of the PUSHes that ran, by where they stand. */
  readonly pushes: Map<number, bigint>
}

/** The state hands out the same array for the same code, so an analysis lasts as long as the code is in use. */
const analyses = new WeakMap<Uint8Array, CodeAnalysis>()

/**
 * Runs a frame's opcodes by EthereumJS's handlers, with the same results as its own loop, but waits only for
 * handlers that return a promise, and analyses a code once instead of in every frame. PUSHes whose entry stands
 * in `plainPush` are done here.
 */
export async function runFrameSteps(
  interpreter: InterpreterInternals,
  code: Uint8Array,
  table: OpcodeTable,
  plainPush: OpcodeTable,
): Promise<InterpreterEnd> {
  const state = interpreter._runState
  const { common } = state.interpreter._evm
  const analysis = analysisOf(code)
  state.code = code
  interpreter._result.logs = new LogList()
  try {
    while (state.programCounter < code.length) {
      const pc = state.programCounter
      const opcode = code[pc] as number
      const entry = table[opcode] as OpcodeTable[number]
      const info = entry.opcodeInfo
      if (opcode >= PUSH1 && opcode <= PUSH32 && entry === plainPush[opcode]) {
        charge(state, info.feeBigInt)
        state.stack.push(pushValue(analysis, code, pc, opcode - PUSH1 + 1))
        state.programCounter = pc + opcode - PUSH1 + 2
        continue
      }
      if (opcode === JUMP || opcode === JUMPI) {
        analysis.jumps ??= findJumps(code)
        state.validJumps = analysis.jumps
      }
      state.opCode = info.code
      let gas = info.feeBigInt
      if (info.dynamicGas) {
        const dynamic = entry.gasHandler(state, gas, common)
        gas = typeof dynamic === 'bigint' ? dynamic : await dynamic
      }
      if (info.isInvalid) throw new EVMError(EVMError.errorMessages.INVALID_OPCODE)
      charge(state, gas)
      state.programCounter++
      const pending = entry.opHandler(state, common)
      if (pending !== undefined) await pending
    }
  } catch (error) {
    if (!(error instanceof EVMError)) throw error
    return error.error === EVMError.errorMessages.STOP
      ? { runState: state }
      : { runState: state, exceptionError: error }
  }
  return { runState: state }
}

function charge(state: RunState, gas: bigint): void {
  state.gasLeft -= gas
  if (state.gasLeft >= 0n) return
  state.gasLeft = 0n
  throw new EVMError(EVMError.errorMessages.OUT_OF_GAS)
}

function analysisOf(code: Uint8Array): CodeAnalysis {
  let analysis = analyses.get(code)
  if (analysis === undefined) {
    analysis = { jumps: undefined, pushes: new Map() }
    analyses.set(code, analysis)
  }
  return analysis
}

function pushValue(analysis: CodeAnalysis, code: Uint8Array, pc: number, length: number): bigint {
  const known = analysis.pushes.get(pc)
  if (known !== undefined) return known
  let bytes = code.subarray(pc + 1, pc + 1 + length)
  if (bytes.length < length) {
    // Code that ends inside of a PUSH goes on with zeros.
    const padded = new Uint8Array(length)
    padded.set(bytes)
    bytes = padded
  }
  const value = toBigInt(bytes)
  analysis.pushes.set(pc, value)
  return value
}
