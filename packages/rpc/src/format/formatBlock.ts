import { encodedBlockSize } from '../chain/encodedBlockSize.ts'
import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatBlockTransactions } from './formatBlockTransactions.ts'
import { formatHeader } from './formatHeader.ts'
import { quantity } from './quantity.ts'

/** A block with its transactions or only their hashes. */
export function formatBlock(
  chain: ChainPort,
  block: SealedHeader,
  hasTransactions: boolean,
): { readonly [field: string]: Json } {
  return {
    ...formatHeader(block),
    size: quantity(encodedBlockSize(block, chain.encodedTransactions(block))),
    transactions: hasTransactions
      ? formatBlockTransactions(chain, block)
      : chain.transactionHashes(block),
    uncles: [],
    withdrawals: [],
  }
}
