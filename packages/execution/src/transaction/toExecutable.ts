import type { SignedTransaction } from '@mvm/protocol'
import type { ExecutableTransaction } from './ExecutableTransaction.ts'

/** A decoded transaction in the form that execution works on. */
export function toExecutable(transaction: SignedTransaction): ExecutableTransaction {
  const { type, hash, size, signer, nonce, gasLimit, to, value, data } = transaction
  const isPriced = transaction.type === 0 || transaction.type === 1
  return {
    type,
    hash,
    size,
    signer,
    nonce,
    gasLimit,
    maxFeePerGas: isPriced ? transaction.gasPrice : transaction.maxFeePerGas,
    maxPriorityFeePerGas: isPriced ? transaction.gasPrice : transaction.maxPriorityFeePerGas,
    to,
    value,
    data,
    accessList: transaction.type === 0 ? [] : transaction.accessList,
    authorizationList: transaction.type === 4 ? transaction.authorizationList : [],
    blobs: null,
  }
}
