import { type Address, keccak256 } from '@mvm/protocol'
import { encodeWords } from '../state/encodeWords.ts'

/** What an entry of a transaction's own trie says; the number is the first word of its key. */
export const TxMapEntry = {
  WARM_ADDRESS: 1,
  WARM_SLOT: 2,
  TRANSIENT: 3,
  CREATED: 4,
  DESTROYED: 5,
} as const

/** Key of an entry: keccak(entry, address, slot); the slot is 0 where there is none. */
export function txMapKey(entry: number, address: Address, slot = 0n): Uint8Array {
  return keccak256(encodeWords([entry, address, slot]))
}
