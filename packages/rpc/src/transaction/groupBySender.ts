import type { Json } from '../jsonrpc/Json.ts'
import type { SignedChainTransaction } from '../port/ChainTransaction.ts'

/** By sender, then by nonce in decimal digits. */
export type GroupedTransactions = { [sender: string]: { [nonce: string]: Json } }

/** The pool's transactions as `txpool_` methods group them. */
export function groupBySender(
  transactions: readonly SignedChainTransaction[],
  format: (transaction: SignedChainTransaction) => Json,
): GroupedTransactions {
  const groups: GroupedTransactions = {}
  for (const transaction of transactions) {
    groups[transaction.signer] ??= {}
    const group = groups[transaction.signer]
    if (group !== undefined) group[transaction.nonce.toString()] = format(transaction)
  }
  return groups
}
