import { type Address, recoverAuthorization, type Transaction } from '@mvm/protocol'

/** The accounts of which a transaction in a block moves the nonce, and which may have others in the pool. */
export function noncesMovedBy(transaction: Transaction): readonly Address[] {
  if (transaction.type === 0x7e) return [transaction.from]
  if (transaction.type !== 4) return [transaction.signer]
  const authorities = transaction.authorizationList.flatMap(
    (authorization) => recoverAuthorization(authorization) ?? [],
  )
  return [transaction.signer, ...authorities]
}
