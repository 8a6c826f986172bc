/** A path of nibbles as a trie node holds it (Yellow Paper, appendix C). */
export function encodePath(nibbles: Uint8Array, isLeaf: boolean): Uint8Array {
  const isOdd = nibbles.length % 2 === 1
  const path = new Uint8Array((nibbles.length >> 1) + 1)
  path[0] = (isLeaf ? 0x20 : 0) | (isOdd ? 0x10 | (nibbles[0] as number) : 0)
  for (let i = isOdd ? 1 : 0, at = 1; i < nibbles.length; i += 2, at++) {
    path[at] = ((nibbles[i] as number) << 4) | (nibbles[i + 1] as number)
  }
  return path
}

export function decodePath(path: Uint8Array): { nibbles: Uint8Array; isLeaf: boolean } {
  const first = path[0] as number
  const isOdd = (first & 0x10) !== 0
  const all = toNibbles(path)
  return { nibbles: all.subarray(isOdd ? 1 : 2), isLeaf: (first & 0x20) !== 0 }
}

export function toNibbles(bytes: Uint8Array): Uint8Array {
  const nibbles = new Uint8Array(bytes.length * 2)
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    nibbles[2 * i] = byte >> 4
    nibbles[2 * i + 1] = byte & 15
  }
  return nibbles
}
