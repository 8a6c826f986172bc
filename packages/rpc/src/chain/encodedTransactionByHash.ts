import type { ChainPorts } from '../port/ChainPorts.ts'

/** A transaction's encoding, mined or in the pool; `null` if it is neither. */
export function encodedTransactionByHash(
  { chain, pool }: ChainPorts,
  transactionHash: string,
): Uint8Array | null {
  const location = chain.transactionLocation(transactionHash)
  if (location === null) return pool.encodedTransaction(transactionHash)
  return chain.encodedTransactions(location.block)[location.index] ?? null
}
