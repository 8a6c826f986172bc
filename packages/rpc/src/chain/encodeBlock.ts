import { RLP } from '@ethereumjs/rlp'
import { encodeBlockHeader } from '@mvm/protocol'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** RLP of a block: header, transactions, no ommers, no withdrawals. */
export function encodeBlock(
  { header }: SealedHeader,
  encodedTransactions: readonly Uint8Array[],
): Uint8Array {
  return RLP.encode([
    RLP.decode(encodeBlockHeader(header)),
    // Legacy transactions stand as lists in the block, typed ones as strings.
    encodedTransactions.map((encoded) =>
      (encoded[0] ?? 0) >= 0xc0 ? RLP.decode(encoded) : encoded,
    ),
    [],
    [],
  ])
}
