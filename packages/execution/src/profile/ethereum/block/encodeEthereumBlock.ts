import { type Input, RLP } from '@ethereumjs/rlp'
import { ethereumHeaderFields } from '../header/ethereumHeaderFields.ts'
import type { EthereumBlock } from './EthereumBlock.ts'
import { withdrawalFields } from './withdrawalFields.ts'

/** First byte from which on an encoded transaction is a list, that is a legacy one. */
const FIRST_LIST = 0xc0

/** RLP of a block: header, transactions, ommers, and withdrawals since Shanghai. */
export function encodeEthereumBlock(block: EthereumBlock): Uint8Array {
  const { header, transactions, ommers, withdrawals } = block
  const parts: Input[] = [
    ethereumHeaderFields(header),
    transactions.map(transactionItem),
    ommers.map(ethereumHeaderFields),
  ]
  if (withdrawals !== null) parts.push(withdrawals.map(withdrawalFields))
  return RLP.encode(parts)
}

function transactionItem(raw: Uint8Array): Input {
  return (raw[0] as number) >= FIRST_LIST ? RLP.decode(raw) : raw
}
