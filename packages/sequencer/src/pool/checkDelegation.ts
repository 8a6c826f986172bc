import type { ExaminedTransaction } from '../port/AdmissionPort.ts'
import type { AccountQueue } from './AccountQueue.ts'
import { DelegationLimitError } from './error/DelegationLimitError.ts'

/** Of an account that has delegated (EIP-7702) only the next transaction is taken; `undefined` when that is the one. */
export function checkDelegation(
  account: AccountQueue,
  { transaction, signerCode }: ExaminedTransaction,
): DelegationLimitError | undefined {
  const { signer, nonce } = transaction
  const expectedNonce = account.state.nonce
  if (signerCode !== 'delegation' || nonce <= expectedNonce) return undefined
  return new DelegationLimitError({ signer, nonce, expectedNonce })
}
