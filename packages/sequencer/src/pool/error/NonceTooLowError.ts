import type { Address } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** The nonce has been used on the chain. */
export class NonceTooLowError extends PoolRejection {
  readonly code = 'NONCE_TOO_LOW'
  readonly signer: Address
  readonly nonce: bigint
  readonly expectedNonce: bigint

  constructor(fields: {
    readonly signer: Address
    readonly nonce: bigint
    readonly expectedNonce: bigint
  }) {
    super(
      `nonce too low: ${fields.signer} used nonce ${fields.nonce} already, next is ${fields.expectedNonce}`,
      {
        remedy: `Use nonce ${fields.expectedNonce}.`,
      },
    )
    this.signer = fields.signer
    this.nonce = fields.nonce
    this.expectedNonce = fields.expectedNonce
  }
}
