/** Bytes of transactions in one message. */
const MAX_MESSAGE_BYTES = 256 * 1024

/** Transactions in order, as many together as may go into one message. */
export function chunksOf(transactions: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const chunks: Uint8Array[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const raw of transactions) {
    if (size + raw.length > MAX_MESSAGE_BYTES) {
      chunks.push([])
      size = 0
    }
    chunks.at(-1)?.push(raw)
    size += raw.length
  }
  return chunks
}
