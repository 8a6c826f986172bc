import type { L1TransactionHash } from '@mvm/protocol'
import type { TransientL1Error } from '../error/isTransientL1Error.ts'
import type { L1RpcError } from '../error/L1RpcError.ts'
import type { L1SignerError } from '../error/L1SignerError.ts'
import type { L1Settlement } from './L1IntentRecord.ts'

interface L1IntentFields {
  readonly id: string
  readonly nonce: number
}

/** What the sender does, for logs and metrics. */
export type L1SenderEvent =
  /** A new transaction, or with `attempt` above 1 one that replaces the former. */
  | ({
      readonly kind: 'signed'
      readonly attempt: number
      readonly transactionHash: L1TransactionHash
      /** Wei. */
      readonly maxFeePerGas: bigint
      readonly isCancellation: boolean
    } & L1IntentFields)
  | ({ readonly kind: 'refused'; readonly error: L1RpcError } & L1IntentFields)
  /** The next replacement would cost more than allowed. */
  | ({ readonly kind: 'feeLimitReached' } & L1IntentFields)
  | ({ readonly kind: 'settled'; readonly settlement: L1Settlement } & L1IntentFields)
  /** L1 reorganised and what was settled is open again: the same transaction is broadcast again. */
  | ({ readonly kind: 'vanished' } & L1IntentFields)
  /** The account cannot pay for it: it waits, and those behind it go first. Told once. */
  | { readonly kind: 'unfunded'; readonly id: string; readonly value: bigint }
  | { readonly kind: 'failed'; readonly error: TransientL1Error | L1SignerError }
  | { readonly kind: 'back'; readonly awayMs: number }
