import type { Hex } from '@mvm/protocol'

/** A quantity as 32 bytes. */
export function wordOf(hex: Hex): Hex {
  return `0x${hex.slice(2).padStart(64, '0')}`
}
