import { encodeBlockHeader } from '@mvm/protocol'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** Bytes of an RLP item's or list's prefix and payload. */
function withPrefix(payloadLength: number): number {
  if (payloadLength < 56) return payloadLength + 1
  return payloadLength + 1 + Math.ceil((32 - Math.clz32(payloadLength)) / 8)
}

/**
 * Bytes of the RLP of a block: header, transactions, no ommers, no withdrawals. Typed transactions stand
 * in it as strings, legacy ones as lists.
 */
export function encodedBlockSize(
  { header }: SealedHeader,
  encodedTransactions: readonly Uint8Array[],
): number {
  let transactionsLength = 0
  for (const encoded of encodedTransactions) {
    const isLegacy = (encoded[0] ?? 0) >= 0xc0
    transactionsLength += isLegacy ? encoded.length : withPrefix(encoded.length)
  }
  return withPrefix(encodeBlockHeader(header).length + withPrefix(transactionsLength) + 2)
}
