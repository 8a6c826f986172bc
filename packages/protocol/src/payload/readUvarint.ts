const MAX_UVARINT_BYTES = 8

export interface Uvarint {
  readonly value: bigint
  /** Offset after its last byte. */
  readonly end: number
}

/**
 * Reads an unsigned LEB128 integer of 1 to 8 bytes in its shortest form from `bytes[start … limit)`.
 * Returns undefined when there is none: cut short, too long, or with a last byte of 0 that adds nothing.
 */
export function readUvarint(bytes: Uint8Array, start: number, limit: number): Uvarint | undefined {
  if (start >= limit) return undefined
  const first = bytes[start] as number
  if (first < 0x80) return { value: BigInt(first), end: start + 1 }
  let value = BigInt(first & 0x7f)
  for (let i = 1; i < MAX_UVARINT_BYTES && start + i < limit; i++) {
    const byte = bytes[start + i] as number
    value |= BigInt(byte & 0x7f) << BigInt(7 * i)
    if (byte < 0x80) return byte === 0 ? undefined : { value, end: start + i + 1 }
  }
  return undefined
}
