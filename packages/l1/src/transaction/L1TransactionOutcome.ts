import type { MvmError } from '@mvm/protocol'
import type { ContractRevertError } from '../error/ContractRevertError.ts'
import type { L1Inclusion } from './L1IntentRecord.ts'

/** What became of an intent, once it has its confirmations. */
export type L1TransactionOutcome =
  | { readonly status: 'included'; readonly nonce: number; readonly inclusion: L1Inclusion }
  | {
      readonly status: 'reverted'
      readonly nonce: number
      readonly inclusion: L1Inclusion
      /** `null` when a replay did not show why, as for a lack of gas. */
      readonly error: ContractRevertError | null
    }
  /** Nothing was done: the call would fail, or L1 does not take such a transaction. */
  | { readonly status: 'rejected'; readonly error: MvmError }
  /** Taken back in time. */
  | { readonly status: 'cancelled' }
  /** A transaction that is not the sender's took the nonce: someone else uses the account. */
  | { readonly status: 'superseded'; readonly nonce: number }
