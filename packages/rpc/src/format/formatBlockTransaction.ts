import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { depositNonceOf } from './depositNonceOf.ts'
import { formatTransaction, type TransactionJson } from './formatTransaction.ts'

/** One transaction of a block; `null` when it has no such index. */
export function formatBlockTransaction(
  chain: ChainPort,
  block: SealedHeader,
  index: number,
): TransactionJson | null {
  const transaction = chain.transaction(block, index)
  if (transaction === undefined) return null
  const depositNonce =
    transaction.type === 0x7e ? depositNonceOf(chain.receipts(block)[index]) : undefined
  return formatTransaction(transaction, { block, index, depositNonce })
}
