/** RLP of a byte string of less than 64 KiB. */
export function rlpString(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 1 && (bytes[0] as number) < 0x80) return bytes
  return withHeader(0x80, bytes)
}

/** RLP of a list whose items are RLP already. */
export function rlpList(items: readonly Uint8Array[]): Uint8Array {
  return withHeader(0xc0, Buffer.concat(items))
}

function withHeader(base: number, payload: Uint8Array): Uint8Array {
  const { length } = payload
  const header =
    length < 56
      ? [base + length]
      : length < 256
        ? [base + 56, length]
        : [base + 57, length >> 8, length & 0xff]
  const encoding = new Uint8Array(header.length + length)
  encoding.set(header)
  encoding.set(payload, header.length)
  return encoding
}
