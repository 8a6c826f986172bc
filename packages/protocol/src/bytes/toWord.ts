/** A non-negative integer below 2^256 as 32 big-endian bytes. */
export function toWord(value: bigint): Uint8Array {
  const word = Buffer.alloc(32)
  word.write(value.toString(16).padStart(64, '0'), 'hex')
  return new Uint8Array(word.buffer, word.byteOffset, 32)
}
