import type { CharterDenial } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** The charter does not let the signer SUBMIT (spec 2.3); JSON-RPC error −32050 with `denial` as its data. */
export class SubmitDeniedError extends PoolRejection {
  readonly code = 'CHARTER_DENIED'
  readonly rpcCode = -32050
  readonly denial: CharterDenial

  constructor(fields: { readonly denial: CharterDenial }) {
    super(`the charter of this DAC does not let ${fields.denial.signer} submit transactions`, {
      remedy: 'Ask the management contract for the SUBMIT permission.',
    })
    this.denial = fields.denial
  }
}
