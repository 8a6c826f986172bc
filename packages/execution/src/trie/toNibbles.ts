/** The nibbles of a key from a depth on, one per byte. */
export function toNibbles(key: Uint8Array, depth = 0): Uint8Array {
  const nibbles = new Uint8Array(key.length * 2 - depth)
  for (let i = 0; i < nibbles.length; i++) {
    const at = depth + i
    const byte = key[at >> 1] as number
    nibbles[i] = (at & 1) === 0 ? byte >> 4 : byte & 15
  }
  return nibbles
}
