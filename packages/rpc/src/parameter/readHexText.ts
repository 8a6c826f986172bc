import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readText } from './readText.ts'

const HEX = /^0x[0-9a-fA-F]*$/

/** A string of `0x` and hexadecimal digits, any number of them. */
export function readHexText(value: unknown, at: string): string {
  const text = readText(value, at)
  if (HEX.test(text)) return text
  throw new InvalidParameterError({
    at,
    problem: text.startsWith('0x') ? 'invalid hex string' : 'hex string without 0x prefix',
  })
}
