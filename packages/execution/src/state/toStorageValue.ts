import { fromHex } from '@mvm/protocol'
import { type StorageValue, ZERO } from './StorageValue.ts'

/** An unsigned integer below 2^256 as a storage value. */
export function toStorageValue(value: bigint): StorageValue {
  if (value === 0n) return ZERO
  const digits = value.toString(16)
  return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`)
}
