import type { Hex } from '@mvm/protocol'

/** An unsigned integer below 2^256 as 32 bytes. */
export function word(value: bigint | number): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}
