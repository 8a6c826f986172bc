import type { Input } from '@ethereumjs/rlp'
import type { AccessListEntry, Authorization } from './Transaction.ts'
import type { UnsignedTransaction } from './UnsignedTransaction.ts'

/** A transaction's RLP fields up to the signature, in the order of its type. */
export function transactionFields(transaction: UnsignedTransaction): Input[] {
  const { nonce, gasLimit, to, value, data } = transaction
  const call: Input[] = [gasLimit, to ?? '', value, data]
  if (transaction.type === 0) return [nonce, transaction.gasPrice, ...call]
  const accessList = transaction.accessList.map(accessListEntryFields)
  const chainId = BigInt(transaction.chainId)
  if (transaction.type === 1) {
    return [chainId, nonce, transaction.gasPrice, ...call, accessList]
  }
  const { maxPriorityFeePerGas, maxFeePerGas } = transaction
  const fields = [chainId, nonce, maxPriorityFeePerGas, maxFeePerGas, ...call, accessList]
  if (transaction.type === 2) return fields
  return [...fields, transaction.authorizationList.map(authorizationFields)]
}

function accessListEntryFields({ address, storageKeys }: AccessListEntry): Input {
  return [address, [...storageKeys]]
}

function authorizationFields(authorization: Authorization): Input {
  const { chainId, address, nonce, yParity, r, s } = authorization
  return [chainId, address, nonce, yParity, r, s]
}
