import { MvmError } from './MvmError.ts'

const MEANINGS = {
  EMPTY: 'it has no bytes',
  TOO_LARGE: 'its encoding is longer than 60 KiB',
  UNSUPPORTED_TYPE: 'its type is not 0, 1, 2 or 4',
  MALFORMED_RLP: 'its encoding is not the canonical RLP of its type',
  NOT_REPLAY_PROTECTED: 'it is a legacy transaction without a chain id (EIP-155)',
  WRONG_CHAIN_ID: 'it is meant for another chain',
  NONCE_TOO_HIGH: 'its nonce is not below 2^64 - 1 (EIP-2681)',
  GAS_LIMIT_TOO_HIGH: 'its gas limit is above 2^24',
  SIGNATURE_OUT_OF_RANGE: 'its signature has a value outside of its range',
  SIGNATURE_HIGH_S: "its signature's s is in the upper half (EIP-2)",
  SIGNATURE_UNRECOVERABLE: 'its signature belongs to no key',
  SET_CODE_WITHOUT_AUTHORIZATIONS: 'it is of type 4 and its authorization list is empty (EIP-7702)',
} as const

/** Why bytes are no transaction of a chain, whatever the state (spec 2.2). */
export type InvalidTransactionReason = keyof typeof MEANINGS

export class InvalidTransactionError extends MvmError {
  readonly code = 'INVALID_TRANSACTION'
  readonly reason: InvalidTransactionReason

  constructor({
    reason,
    detail,
    cause,
  }: {
    readonly reason: InvalidTransactionReason
    readonly detail?: string
    readonly cause?: unknown
  }) {
    super(
      `The transaction is invalid: ${MEANINGS[reason]}${detail === undefined ? '' : ` (${detail})`}`,
      { cause },
    )
    this.reason = reason
  }
}
