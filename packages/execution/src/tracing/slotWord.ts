import type { Hex } from '@mvm/protocol'

/** A number as a word of 32 bytes. */
export function slotWord(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}
