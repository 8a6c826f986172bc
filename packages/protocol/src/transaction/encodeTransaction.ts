import { RLP } from '@ethereumjs/rlp'
import type { SignedTransaction } from './Transaction.ts'
import { transactionFields } from './transactionFields.ts'

/** The canonical encoding of a signed transaction: the inverse of {@link decodeTransaction}. */
export function encodeTransaction(transaction: SignedTransaction): Uint8Array {
  const { type, chainId, yParity, r, s } = transaction
  const v = type === 0 ? BigInt(chainId) * 2n + 35n + BigInt(yParity) : yParity
  const list = RLP.encode([...transactionFields(transaction), v, r, s])
  return type === 0 ? list : prependType(type, list)
}

function prependType(type: number, list: Uint8Array): Uint8Array {
  const encoding = new Uint8Array(list.length + 1)
  encoding[0] = type
  encoding.set(list, 1)
  return encoding
}
