import { exponentiated } from '../opcode/exponentiated.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

const WORD = 1n << 256n
const MAX = WORD - 1n
const EXP_BYTE_GAS = 50n

const signed = (word: bigint): bigint => BigInt.asIntN(256, word)
const unsigned = (value: bigint): bigint => BigInt.asUintN(256, value)
const truth = (condition: boolean): bigint => (condition ? 1n : 0n)

function binary(compute: (a: bigint, b: bigint) => bigint) {
  return (step: OpcodeStep) => step.result(compute(step.arg(0), step.arg(1)))
}

function unary(compute: (a: bigint) => bigint) {
  return (step: OpcodeStep) => step.result(compute(step.arg(0)))
}

function modular(compute: (a: bigint, b: bigint) => bigint) {
  return (step: OpcodeStep) => {
    const modulus = step.arg(2)
    return step.result(modulus === 0n ? 0n : compute(step.arg(0), step.arg(1)) % modulus)
  }
}

/** 0x01 to 0x0b and 0x10 to 0x1e. */
export const arithmeticOpcodes: OpcodeHandlers = {
  1: binary((a, b) => unsigned(a + b)),
  2: binary((a, b) => unsigned(a * b)),
  3: binary((a, b) => unsigned(a - b)),
  4: binary((a, b) => (b === 0n ? 0n : a / b)),
  5: binary((a, b) => (b === 0n ? 0n : unsigned(signed(a) / signed(b)))),
  6: binary((a, b) => (b === 0n ? 0n : a % b)),
  7: binary((a, b) => (b === 0n ? 0n : unsigned(signed(a) % signed(b)))),
  8: modular((a, b) => a + b),
  9: modular((a, b) => a * b),
  10: (step) => {
    const exponent = step.arg(1)
    if (!step.charge(EXP_BYTE_GAS * byteLength(exponent))) return step.halt()
    return step.result(exponentiated(step.arg(0), exponent))
  },
  11: binary((index, word) => {
    if (index >= 31n) return word
    return unsigned(BigInt.asIntN(Number(index) * 8 + 8, word))
  }),
  16: binary((a, b) => truth(a < b)),
  17: binary((a, b) => truth(a > b)),
  18: binary((a, b) => truth(signed(a) < signed(b))),
  19: binary((a, b) => truth(signed(a) > signed(b))),
  20: binary((a, b) => truth(a === b)),
  21: unary((a) => truth(a === 0n)),
  22: binary((a, b) => a & b),
  23: binary((a, b) => a | b),
  24: binary((a, b) => a ^ b),
  25: unary((a) => a ^ MAX),
  26: binary((index, word) => (index >= 32n ? 0n : (word >> (8n * (31n - index))) & 0xffn)),
  27: binary((shift, word) => (shift >= 256n ? 0n : unsigned(word << shift))),
  28: binary((shift, word) => (shift >= 256n ? 0n : word >> shift)),
  29: binary((shift, word) => {
    const value = signed(word)
    if (shift >= 256n) return value < 0n ? MAX : 0n
    return unsigned(value >> shift)
  }),
  30: unary((a) => (a === 0n ? 256n : 256n - BigInt(a.toString(2).length))),
}

function byteLength(value: bigint): bigint {
  return value === 0n ? 0n : BigInt((value.toString(16).length + 1) >> 1)
}
