import { toBigInt } from '@mvm/protocol'
import { padded } from './padded.ts'

/** Bytes of the lengths at the start of the input. */
const HEADER = 96
/** EIP-7823. */
const MAX_LENGTH = 1024n

/** Lengths of base, exponent and modulus; `null` when one is above EIP-7823's bound. */
export function modExpLengths(input: Uint8Array): readonly [number, number, number] | null {
  const lengths = [0, 32, 64].map((offset) => toBigInt(padded(input, offset, 32)))
  if (lengths.some((length) => length > MAX_LENGTH)) return null
  return lengths.map(Number) as [number, number, number]
}

/** MODEXP (EIP-198). */
export function modExp(input: Uint8Array): Uint8Array | null {
  const lengths = modExpLengths(input)
  if (lengths === null) return null
  const [baseLength, exponentLength, modulusLength] = lengths
  const base = integer(input, HEADER, baseLength)
  const exponent = integer(input, HEADER + baseLength, exponentLength)
  const modulus = integer(input, HEADER + baseLength + exponentLength, modulusLength)
  const power = modulus === 0n ? 0n : powered(base % modulus, exponent, modulus)
  const hex = power.toString(16).padStart(2 * modulusLength, '0')
  return modulusLength === 0 ? new Uint8Array() : new Uint8Array(Buffer.from(hex, 'hex'))
}

function integer(input: Uint8Array, offset: number, length: number): bigint {
  return length === 0 ? 0n : toBigInt(padded(input, offset, length))
}

function powered(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let power = 1n % modulus
  for (const bit of exponent.toString(2)) {
    power = (power * power) % modulus
    if (bit === '1') power = (power * base) % modulus
  }
  return power
}
