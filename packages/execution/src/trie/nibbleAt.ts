/** The nibble of a key at a depth: even depths are high halves. `undefined` past the key's end. */
export function nibbleAt(key: Uint8Array, depth: number): number | undefined {
  const byte = key[depth >> 1]
  if (byte === undefined) return undefined
  return (depth & 1) === 0 ? byte >> 4 : byte & 15
}
