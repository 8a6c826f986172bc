import type { Address } from '@mvm/protocol'

const MASK = (1n << 160n) - 1n

/** The address that a word on the stack means. */
export function addressOf(word: bigint): Address {
  return `0x${(word & MASK).toString(16).padStart(40, '0')}` as Address
}
