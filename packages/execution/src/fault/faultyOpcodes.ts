import type { OpcodeTable, RunState } from '../engine/ethereumjs/OpcodeTables.ts'

type Entry = OpcodeTable[number]
type Change = (entry: Entry, table: OpcodeTable) => Partial<Entry>

const MULMOD = 0x09
const SLOAD = 0x54
const SSTORE = 0x55
const LOG0 = 0xa0
const LOG4 = 0xa4
const CALL = 0xf1
const CREATE2 = 0xf5
const STATICCALL = 0xfa

const COLD_SLOAD = 2_100n
const COLD_SLOAD_OF_FAULT = 2_000n
const LOGGED_BYTES = 32n

/** Instruction sets in which one opcode differs, by fault. */
export const faultyOpcodes = {
  'wrong-arithmetic': change([MULMOD], () => ({ opHandler: mulmodOfWords })),
  'wrong-storage': change([SSTORE], ({ opHandler }) => ({
    opHandler: (state, common) => {
      if (state.stack.peek(2)[1] === 0n) state.stack.popN(2)
      else return opHandler(state, common)
    },
  })),
  'wrong-gas': change([SLOAD], ({ gasHandler }) => ({
    gasHandler: (state, gas, common): bigint => {
      // Not a promise: `withHotOpcodes` has made it synchronous.
      const cost = gasHandler(state, gas, common) as bigint
      return cost === COLD_SLOAD ? COLD_SLOAD_OF_FAULT : cost
    },
  })),
  'wrong-log': change([LOG0, LOG0 + 1, LOG0 + 2, LOG0 + 3, LOG4], ({ opHandler }) => ({
    opHandler: (state, common) => {
      const [offset, length] = state.stack.popN(2) as [bigint, bigint]
      state.stack.push(length > LOGGED_BYTES ? LOGGED_BYTES : length)
      state.stack.push(offset)
      return opHandler(state, common)
    },
  })),
  'wrong-create': change([CREATE2], ({ opHandler }) => ({
    opHandler: (state, common) => {
      const [value, offset, length] = state.stack.popN(4) as [bigint, bigint, bigint]
      for (const word of [0n, length, offset, value]) state.stack.push(word)
      return opHandler(state, common)
    },
  })),
  'wrong-call': change([STATICCALL], (_entry, table) => ({
    opHandler: (state, common) => {
      const [gas, to] = state.stack.popN(2) as [bigint, bigint]
      for (const word of [0n, to, gas]) state.stack.push(word)
      return (table[CALL] as Entry).opHandler(state, common)
    },
  })),
} as const

function change(opcodes: readonly number[], make: Change): (table: OpcodeTable) => OpcodeTable {
  return (table) =>
    table.map((entry, opcode) =>
      opcodes.includes(opcode) ? { ...entry, ...make(entry, table) } : entry,
    )
}

/** The product cut to a word before it is reduced. */
function mulmodOfWords({ stack }: RunState): void {
  const [a, b, modulus] = stack.popN(3) as [bigint, bigint, bigint]
  stack.push(modulus === 0n ? 0n : BigInt.asUintN(256, a * b) % modulus)
}
