import type { Address } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** Whoever the account has delegated to (EIP-7702) can spend what its transactions need, all at once and for nothing. */
export class DelegationLimitError extends PoolRejection {
  readonly code = 'DELEGATION_LIMIT'
  readonly signer: Address
  readonly nonce: bigint
  readonly expectedNonce: bigint

  constructor(fields: {
    readonly signer: Address
    readonly nonce: bigint
    readonly expectedNonce: bigint
  }) {
    super(
      `in-flight transaction limit reached for delegated accounts: of ${fields.signer} the pool takes one, with nonce ${fields.expectedNonce}, and not ${fields.nonce}`,
      { remedy: 'Wait until the one before is in a block, or replace it.' },
    )
    this.signer = fields.signer
    this.nonce = fields.nonce
    this.expectedNonce = fields.expectedNonce
  }
}
