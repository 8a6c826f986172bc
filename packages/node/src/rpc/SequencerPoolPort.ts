import { type Address, asHash, type SignedTransaction, type TransactionHash } from '@mvm/protocol'
import type { PoolContent, PoolPort, PoolRefusal, SubmitOutcome } from '@mvm/rpc'
import {
  NonceTooLowError,
  NotLeadingError,
  type PooledTransaction,
  PoolRejection,
  type PoolRejectionCode,
  type SequencerService,
  SequencerStoppedError,
  SubmitDeniedError,
} from '@mvm/sequencer'

import type { SealedTransactions } from './SealedTransactions.ts'

/** The mempool of the sequencer in this process. */
export class SequencerPoolPort implements PoolPort {
  readonly #sequencer: SequencerService
  readonly #sealed: SealedTransactions | undefined

  /** @param sealed where blocks are sealed on arrival: an answer then waits a moment for the block. */
  constructor(sequencer: SequencerService, sealed?: SealedTransactions) {
    this.#sequencer = sequencer
    this.#sealed = sealed
  }

  async submit(encoded: Uint8Array): Promise<SubmitOutcome> {
    try {
      const hash = await this.#sequencer.submit(encoded)
      await this.#sealed?.wait(hash, this.#sequencer.pool)
      return { status: 'accepted', hash }
    } catch (error) {
      if (error instanceof SubmitDeniedError) {
        const { signer, opcode } = error.denial
        return { status: 'denied', signer, permission: opcode }
      }
      if (error instanceof PoolRejection) {
        return {
          status: 'refused',
          refusal: refusalOf(error.code),
          detail: error.message,
          ...(error instanceof NonceTooLowError ? { expectedNonce: error.expectedNonce } : {}),
        }
      }
      if (error instanceof SequencerStoppedError || error instanceof NotLeadingError)
        return { status: 'unavailable', reason: error.message }
      throw error
    }
  }

  transaction(hash: string): SignedTransaction | null {
    return this.#sequencer.pool.get(asHash<TransactionHash>(hash))?.transaction ?? null
  }

  encodedTransaction(hash: string): Uint8Array | null {
    return this.#sequencer.pool.get(asHash<TransactionHash>(hash))?.raw ?? null
  }

  pendingNonce(address: Address): bigint | null {
    return this.#sequencer.pool.pendingNonce(address) ?? null
  }

  content(): PoolContent {
    const { pending, queued } = this.#sequencer.pool.content()
    return {
      pending: [...pending.values()].flatMap(signed),
      queued: [...queued.values()].flatMap(signed),
    }
  }

  counts(): { readonly pending: number; readonly queued: number } {
    return this.#sequencer.pool.status()
  }

  minimumTip(): bigint {
    return 0n
  }
}

function signed(pooled: readonly PooledTransaction[]): SignedTransaction[] {
  return pooled.map(({ transaction }) => transaction)
}

function refusalOf(code: PoolRejectionCode): PoolRefusal {
  switch (code) {
    case 'CHARTER_DENIED':
      throw new RangeError('a denial is no refusal')
    case 'GAS_LIMIT':
    case 'SIZE':
    case 'WRONG_CHAIN':
      // Decoding has refused such a transaction before the pool could see it.
      throw new RangeError(`${code} came from the pool`)
    default:
      return code
  }
}
