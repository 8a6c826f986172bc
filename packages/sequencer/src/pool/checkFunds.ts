import type { AccountQueue } from './AccountQueue.ts'
import { InsufficientFundsError } from './error/InsufficientFundsError.ts'
import type { PoolRejection } from './error/PoolRejection.ts'
import type { PooledTransaction } from './PooledTransaction.ts'

/** Whether the account can pay for the transaction beside all its others; `undefined` when it can. */
export function checkFunds(
  account: AccountQueue,
  { transaction, cost }: PooledTransaction,
  parts: { readonly l1Fee: bigint; readonly tax: bigint },
): PoolRejection | undefined {
  const replacedCost = account.withNonce(transaction.nonce)?.cost ?? 0n
  const pooledCost = account.cost - replacedCost
  const { balance } = account.state
  if (cost + pooledCost <= balance) return undefined
  const { signer } = transaction
  return new InsufficientFundsError({ signer, balance, cost, ...parts, pooledCost })
}
