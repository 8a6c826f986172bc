import type { Address } from '@mvm/protocol'

/** The address in the low 160 bits of a word. */
export function toAddress(word: bigint): Address {
  return `0x${BigInt.asUintN(160, word).toString(16).padStart(40, '0')}` as Address
}
