import { RLP } from '@ethereumjs/rlp'
import { listHeader } from '../rlp/listHeader.ts'
import type { ChainBlock } from './ChainBlock.ts'
import { encodeChainHeader } from './encodeChainHeader.ts'
import { withdrawalFields } from './withdrawalFields.ts'

/** First byte from which on an encoded transaction is a list, that is a legacy one. */
const FIRST_LIST = 0xc0

/** How many bytes {@link encodeChainBlock} makes of a block, whatever its transactions say. */
export function chainBlockSize(block: ChainBlock): number {
  const { header, transactions, ommers, withdrawals } = block
  const parts = [
    encodeChainHeader(header).length,
    listSize(transactions.map(itemSize)),
    listSize(ommers.map((ommer) => encodeChainHeader(ommer).length)),
  ]
  if (withdrawals !== null) parts.push(RLP.encode(withdrawals.map(withdrawalFields)).length)
  return listSize(parts)
}

function itemSize(raw: Uint8Array): number {
  const first = raw[0] ?? 0
  if (first >= FIRST_LIST) return raw.length
  // A byte that is its own encoding; a list's header is as long as a string's.
  return raw.length === 1 && first < 0x80 ? 1 : listSize([raw.length])
}

function listSize(sizes: readonly number[]): number {
  const length = sizes.reduce((sum, size) => sum + size, 0)
  return listHeader(length).length + length
}
