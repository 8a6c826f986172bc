import type { SignedChainTransaction } from '../port/ChainTransaction.ts'

/** A transaction in a line, as geth's `txpool_inspect` writes it. */
export function summarizeTransaction(transaction: SignedChainTransaction): string {
  const { to, value, gasLimit } = transaction
  const price = 'gasPrice' in transaction ? transaction.gasPrice : transaction.maxFeePerGas
  return `${to ?? 'contract creation'}: ${value} wei + ${gasLimit} gas × ${price} wei`
}
