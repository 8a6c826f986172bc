import { type Address, asAddress } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readHexText } from './readHexText.ts'

/** 20 bytes; letters of either case, a checksum in them is not looked at. */
export function readAddress(value: unknown, at: string): Address {
  const text = readHexText(value, at)
  if (text.length === 42) return asAddress(text)
  throw new InvalidParameterError({
    at,
    problem: `hex string has length ${text.length - 2}, want 40 for an address`,
  })
}
