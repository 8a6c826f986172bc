import { type Input, RLP } from '@ethereumjs/rlp'
import type { UnsignedChainTransaction } from './unsignedTransaction.ts'

/** A transaction with zeros for its signature, as it is encoded; what is signed is the same without them. */
export function encodeUnsigned(transaction: UnsignedChainTransaction): Uint8Array {
  const { type, chainId, nonce, gasLimit, to, value, data } = transaction
  const call: Input[] = [gasLimit, to ?? new Uint8Array(), value, data]
  if (type === 0) return RLP.encode([nonce, transaction.gasPrice, ...call, 0, 0, 0])
  const listed = transaction.accessList.map(({ address, storageKeys }) => [
    address,
    [...storageKeys],
  ])
  const list = RLP.encode([
    chainId,
    nonce,
    ...pricesOf(transaction),
    ...call,
    listed,
    ...ownOf(transaction),
    0,
    0,
    0,
  ])
  return Buffer.concat([Uint8Array.of(type), list])
}

function pricesOf(transaction: Exclude<UnsignedChainTransaction, { type: 0 }>): Input[] {
  if (transaction.type === 1) return [transaction.gasPrice]
  return [transaction.maxPriorityFeePerGas, transaction.maxFeePerGas]
}

/** What only its type has. */
function ownOf(transaction: UnsignedChainTransaction): Input[] {
  if (transaction.type === 3) {
    return [transaction.maxFeePerBlobGas, [...transaction.blobVersionedHashes]]
  }
  if (transaction.type !== 4) return []
  return [
    transaction.authorizationList.map(({ chainId, address, nonce, yParity, r, s }) => [
      chainId,
      address,
      nonce,
      yParity,
      r,
      s,
    ]),
  ]
}
