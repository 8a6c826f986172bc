import type { Address } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** A contract cannot sign (EIP-3607). */
export class SenderHasCodeError extends PoolRejection {
  readonly code = 'SENDER_HAS_CODE'
  readonly signer: Address

  constructor(fields: { readonly signer: Address }) {
    super(`sender not an eoa: ${fields.signer} has code`, {
      remedy: 'Send from an account without code.',
    })
    this.signer = fields.signer
  }
}
