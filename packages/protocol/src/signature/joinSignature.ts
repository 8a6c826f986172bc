/** r ‖ s, 32 bytes each, from big-endian integers of at most 32 bytes. */
export function joinSignature(r: Uint8Array, s: Uint8Array): Uint8Array {
  const signature = new Uint8Array(64)
  signature.set(r, 32 - r.length)
  signature.set(s, 64 - s.length)
  return signature
}
