import type { SignedTransaction } from '@mvm/protocol'
import type { PoolContent, PoolPort, SubmitOutcome } from '@mvm/rpc'

/** A mempool that cannot take anything now, and says why. */
export class UnavailablePoolPort implements PoolPort {
  readonly #reason: string

  constructor(reason: string) {
    this.#reason = reason
  }

  async submit(_encoded: Uint8Array): Promise<SubmitOutcome> {
    return { status: 'unavailable', reason: this.#reason }
  }

  transaction(): SignedTransaction | null {
    return null
  }

  encodedTransaction(): Uint8Array | null {
    return null
  }

  pendingNonce(): bigint | null {
    return null
  }

  content(): PoolContent {
    return { pending: [], queued: [] }
  }

  counts(): { readonly pending: number; readonly queued: number } {
    return { pending: 0, queued: 0 }
  }

  minimumTip(): bigint {
    return 0n
  }
}
