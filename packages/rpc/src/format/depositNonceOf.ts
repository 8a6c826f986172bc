import type { ChainReceipt } from '../port/ChainReceipt.ts'

/** A deposit's nonce, which only its receipt knows. */
export function depositNonceOf(receipt: ChainReceipt | undefined): bigint | undefined {
  return receipt !== undefined && 'depositNonce' in receipt ? receipt.depositNonce : undefined
}
