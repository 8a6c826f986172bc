import { keccak256 } from '@mvm/protocol'

/** Bytes that differ from each other, so that no sibling in a tree is zero. */
export function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let i = 0; i < size; i += 32) {
    bytes.set(keccak256(Uint8Array.of(i >> 13, i >> 5)).subarray(0, size - i), i)
  }
  return bytes
}
