import type { Address, SignedTransaction } from '@mvm/protocol'
import type { AccountState } from './AccountState.ts'

/** A raw transaction, decoded, its signer recovered, with what the head's state says about the signer. */
export interface ExaminedTransaction {
  readonly transaction: SignedTransaction
  /** The canonical encoding. */
  readonly raw: Uint8Array
  readonly account: AccountState
  /** Upper bound of the tax on `transaction.value` under the charter at the head, wei. */
  readonly taxUpperBound: bigint
  /** Present when the charter at the head denies SUBMIT to the signer. */
  readonly submitDenial?: SubmitDenial
}

export interface SubmitDenial {
  readonly address: Address
  readonly opcode: 'SUBMIT'
  /** Which rule of the charter stands against it: a deny entry, or a restriction without an allow entry. */
  readonly rule: 'denied' | 'not-allowed'
}

/** Decodes and looks up what a user submits; signature recovery and state reads happen behind it. */
export interface AdmissionPort {
  /** Throws protocol's typed error for bytes that are no canonical signed transaction. */
  examine(raw: Uint8Array): Promise<ExaminedTransaction>
}
