import { RLP } from '@ethereumjs/rlp'
import { encodeEthereumHeader } from '../header/encodeEthereumHeader.ts'
import type { EthereumBlock } from './EthereumBlock.ts'
import { withdrawalFields } from './withdrawalFields.ts'

/** First byte from which on an encoded transaction is a list, that is a legacy one. */
const FIRST_LIST = 0xc0
/** Contents shorter than this have a length of one byte. */
const FIRST_LONG = 56

/** How many bytes a block's encoding has, whatever its transactions say. */
export function ethereumBlockSize(block: EthereumBlock): number {
  const { header, transactions, ommers, withdrawals } = block
  const sizes = [
    encodeEthereumHeader(header).length,
    listSize(transactions.map(itemSize)),
    listSize(ommers.map((ommer) => encodeEthereumHeader(ommer).length)),
  ]
  if (withdrawals !== null) {
    sizes.push(RLP.encode(withdrawals.map(withdrawalFields)).length)
  }
  return listSize(sizes)
}

function itemSize(raw: Uint8Array): number {
  return (raw[0] ?? 0) >= FIRST_LIST ? raw.length : RLP.encode(raw).length
}

function listSize(sizes: readonly number[]): number {
  const length = sizes.reduce((sum, size) => sum + size, 0)
  if (length < FIRST_LONG) return 1 + length
  return 1 + Math.ceil(length.toString(16).length / 2) + length
}
