/** RLP of a byte string of less than 64 KiB. */
export function rlpString(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 1 && (bytes[0] as number) < 0x80) return bytes
  const encoding = allocate(0x80, bytes.length)
  encoding.set(bytes, encoding.length - bytes.length)
  return encoding
}

/** RLP of a list whose items are RLP already. */
export function rlpList(items: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const item of items) length += item.length
  const encoding = allocate(0xc0, length)
  let at = encoding.length - length
  for (const item of items) {
    encoding.set(item, at)
    at += item.length
  }
  return encoding
}

/** Room for a payload, with its header before it. */
function allocate(base: number, length: number): Uint8Array {
  if (length < 56) {
    const encoding = slice(1 + length)
    encoding[0] = base + length
    return encoding
  }
  const isLong = length >= 256
  const encoding = slice((isLong ? 3 : 2) + length)
  encoding[0] = base + (isLong ? 57 : 56)
  if (isLong) encoding[1] = length >> 8
  encoding[isLong ? 2 : 1] = length & 0xff
  return encoding
}

/** Nodes of tries are made by the million, and an array with a buffer of its own costs more than to fill it. */
const SLAB_BYTES = 32 * 1024
let slab = new Uint8Array(SLAB_BYTES)
let used = 0

function slice(size: number): Uint8Array {
  if (size > SLAB_BYTES >> 3) return new Uint8Array(size)
  if (used + size > SLAB_BYTES) {
    slab = new Uint8Array(SLAB_BYTES)
    used = 0
  }
  used += size
  return slab.subarray(used - size, used)
}
