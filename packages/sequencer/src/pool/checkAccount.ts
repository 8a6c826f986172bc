import type { AccountQueue } from './AccountQueue.ts'
import { AccountLimitError } from './error/AccountLimitError.ts'
import { NonceTooLowError } from './error/NonceTooLowError.ts'
import type { PoolRejection } from './error/PoolRejection.ts'
import { ReplacementUnderpricedError } from './error/ReplacementUnderpricedError.ts'
import type { PooledTransaction } from './PooledTransaction.ts'
import type { PoolLimits } from './PoolLimits.ts'
import { replacementPrice } from './replacementPrice.ts'

/** Whether the transaction's nonce has a place among its signer's others; `undefined` when it has. */
export function checkAccount(
  account: AccountQueue,
  { transaction, maxFeePerGas, maxPriorityFeePerGas }: PooledTransaction,
  { maxPendingPerAccount, maxQueuedPerAccount }: PoolLimits,
): PoolRejection | undefined {
  const { nonce, signer } = transaction
  if (nonce < account.state.nonce) {
    return new NonceTooLowError({ signer, nonce, expectedNonce: account.state.nonce })
  }
  const old = account.withNonce(nonce)
  if (old !== undefined) {
    const required = replacementPrice(old)
    if (
      maxFeePerGas >= required.maxFeePerGas &&
      maxPriorityFeePerGas >= required.maxPriorityFeePerGas
    ) {
      return undefined
    }
    return new ReplacementUnderpricedError({
      replacedHash: old.transaction.hash,
      requiredMaxFeePerGas: required.maxFeePerGas,
      requiredMaxPriorityFeePerGas: required.maxPriorityFeePerGas,
    })
  }
  if (nonce > account.pendingNonce) {
    if (account.queuedCount < maxQueuedPerAccount) return undefined
    return new AccountLimitError({ signer, nonce, kind: 'queued', limit: maxQueuedPerAccount })
  }
  if (account.pendingCount < maxPendingPerAccount) return undefined
  return new AccountLimitError({ signer, nonce, kind: 'pending', limit: maxPendingPerAccount })
}
