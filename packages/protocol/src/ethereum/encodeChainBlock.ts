import { type Input, RLP } from '@ethereumjs/rlp'
import type { ChainBlock } from './ChainBlock.ts'
import { chainHeaderFields } from './chainHeaderFields.ts'
import { withdrawalFields } from './withdrawalFields.ts'

/** First byte from which on an encoded transaction is a list, that is a legacy one. */
const FIRST_LIST = 0xc0

/** RLP of a block: header, transactions, ommers, and withdrawals since Shanghai. */
export function encodeChainBlock(block: ChainBlock): Uint8Array {
  const { header, transactions, ommers, withdrawals } = block
  const parts: Input[] = [
    chainHeaderFields(header),
    transactions.map(transactionItem),
    ommers.map(chainHeaderFields),
  ]
  if (withdrawals !== null) parts.push(withdrawals.map(withdrawalFields))
  return RLP.encode(parts)
}

/** Legacy transactions stand as lists in the block, typed ones as strings. */
function transactionItem(raw: Uint8Array): Input {
  return (raw[0] as number) >= FIRST_LIST ? RLP.decode(raw) : raw
}
