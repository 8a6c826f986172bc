import type { Address } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** Transactions to MVM_IPFSResolver never enter a batch (spec 7). */
export class ResolverAddressError extends PoolRejection {
  readonly code = 'RESOLVER_ADDRESS'
  readonly to: Address

  constructor(fields: { readonly to: Address }) {
    super(
      `the IPFS resolver ${fields.to} takes no transactions: what is sent to it must not stand on L1`,
      {
        remedy: 'Send it to another address.',
      },
    )
    this.to = fields.to
  }
}
