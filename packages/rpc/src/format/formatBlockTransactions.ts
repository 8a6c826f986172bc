import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { depositNonceOf } from './depositNonceOf.ts'
import { formatTransaction, type TransactionJson } from './formatTransaction.ts'

/** All transactions of a block. */
export function formatBlockTransactions(
  chain: ChainPort,
  block: SealedHeader,
): readonly TransactionJson[] {
  const transactions = chain.transactions(block)
  // Deposits come first, and only they need their receipts.
  const receipts = transactions[0]?.type === 0x7e ? chain.receipts(block) : []
  return transactions.map((transaction, index) =>
    formatTransaction(transaction, {
      block,
      index,
      depositNonce: depositNonceOf(receipts[index]),
    }),
  )
}
