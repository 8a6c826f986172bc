import { fromHex } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readHexText } from './readHexText.ts'

/** Bytes: `0x` and an even number of digits. */
export function readData(value: unknown, at: string): Uint8Array {
  const text = readHexText(value, at)
  if (text.length % 2 === 0) return fromHex(text)
  throw new InvalidParameterError({ at, problem: 'hex string of odd length' })
}
