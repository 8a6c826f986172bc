import type { Hex } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readHexText } from './readHexText.ts'

/** A storage key of at most 32 bytes, as a quantity or padded; the result has 32 bytes. */
export function readStorageSlot(value: unknown, at: string): Hex {
  const digits = readHexText(value, at).slice(2)
  if (digits.length <= 64) return `0x${digits.toLowerCase().padStart(64, '0')}`
  throw new InvalidParameterError({ at, problem: 'storage key longer than 32 bytes' })
}
