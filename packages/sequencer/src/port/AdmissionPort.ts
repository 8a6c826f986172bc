import type { BlockHash, CharterDenial, SignedTransaction } from '@mvm/protocol'
import type { AccountState } from './AccountState.ts'

/** A raw transaction, decoded, its signer recovered, with what the head's state says about the signer. */
export interface ExaminedTransaction {
  readonly transaction: SignedTransaction
  /** The canonical encoding. */
  readonly raw: Uint8Array
  /** The head whose state was looked at. */
  readonly headHash: BlockHash
  readonly account: AccountState
  /** What the signer's account holds: only one with a contract's may not sign (EIP-3607, EIP-7702). */
  readonly signerCode: 'none' | 'contract' | 'delegation'
  /** Tax on `transaction.value` under the charter at the head, as if the transaction succeeded; wei of MT. */
  readonly tax: bigint
  /** Present when the charter at the head denies SUBMIT to the signer of this transaction. */
  readonly submitDenial?: CharterDenial
}

/** Decodes and looks up what a user submits; signature recovery and state reads happen behind it. */
export interface AdmissionPort {
  /** Throws protocol's `InvalidTransactionError` for bytes that are no transaction of this chain. */
  examine(raw: Uint8Array): Promise<ExaminedTransaction>
}
