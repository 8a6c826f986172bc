import { chainBlockSize } from '@mvm/protocol'
import { blockContents } from '../chain/blockContents.ts'
import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatBlockTransactions } from './formatBlockTransactions.ts'
import { formatHeader } from './formatHeader.ts'
import { formatWithdrawals } from './formatWithdrawals.ts'
import { quantity } from './quantity.ts'

/** A block with its transactions or only their hashes. */
export function formatBlock(
  chain: ChainPort,
  block: SealedHeader,
  hasTransactions: boolean,
): { readonly [field: string]: Json } {
  const contents = blockContents(chain, block)
  const { withdrawals } = contents
  return {
    ...formatHeader(block),
    size: quantity(chainBlockSize(contents)),
    transactions: hasTransactions
      ? formatBlockTransactions(chain, block)
      : chain.transactionHashes(block),
    uncles: chain.ommers(block).map(({ hash }) => hash),
    ...(withdrawals === null ? {} : { withdrawals: formatWithdrawals(withdrawals) }),
  }
}
