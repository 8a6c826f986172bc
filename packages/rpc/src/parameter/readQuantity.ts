import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readHexText } from './readHexText.ts'

/** An unsigned integer below 2^256: `0x` and its digits without leading zeros. */
export function readQuantity(value: unknown, at: string): bigint {
  const text = readHexText(value, at)
  if (text.length === 2) throw new InvalidParameterError({ at, problem: 'hex string "0x"' })
  if (text.length > 3 && text[2] === '0') {
    throw new InvalidParameterError({ at, problem: 'hex number with leading zero digits' })
  }
  if (text.length > 66) throw new InvalidParameterError({ at, problem: 'hex number > 256 bits' })
  return BigInt(text)
}
