import type { Hex } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readHexText } from './readHexText.ts'

/** 32 bytes, in lower case. */
export function readHash(value: unknown, at: string): Hex {
  const text = readHexText(value, at)
  if (text.length === 66) return text.toLowerCase() as Hex
  throw new InvalidParameterError({
    at,
    problem: `hex string has length ${text.length - 2}, want 64 for a hash`,
  })
}
