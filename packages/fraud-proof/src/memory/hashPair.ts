import { keccak256 } from '@mvm/protocol'

/** A subtree of zero words, at any level. */
export const ZERO_NODE = new Uint8Array(32)

const pair = new Uint8Array(64)

/** The node over two others: zero over zeros, else their keccak256. */
export function hashPair(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (isZeroNode(left) && isZeroNode(right)) return ZERO_NODE
  pair.set(left)
  pair.set(right, 32)
  return keccak256(pair)
}

export function isZeroNode(node: Uint8Array): boolean {
  if (node === ZERO_NODE) return true
  for (const byte of node) if (byte !== 0) return false
  return true
}
