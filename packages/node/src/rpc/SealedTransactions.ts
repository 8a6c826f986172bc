import type { TransactionHash } from '@mvm/protocol'
import type { SequencerService } from '@mvm/sequencer'
import { WakeUp } from '../l1/WakeUp.ts'

/** Longest time for which an answer is held back. */
const MAX_WAIT_MS = 1_000

/**
 * Holds back the answer to a transaction until its block is sealed, where that is a matter of milliseconds. Clients
 * look for the receipt once and then wait for a further block, which on an idle chain that seals on arrival never
 * comes.
 */
export class SealedTransactions {
  readonly #wakeUp = new WakeUp()

  /** To be called after whatever may have taken transactions out of the pool. */
  onPoolChange(): void {
    this.#wakeUp.wake()
  }

  /** Resolves when an executable transaction has left the pool, or after a second; at once for one with a nonce gap. */
  async wait(hash: TransactionHash, pool: SequencerService['pool']): Promise<void> {
    const timeout = AbortSignal.timeout(MAX_WAIT_MS)
    const isSettled = () => {
      const pooled = pool.get(hash)
      if (pooled === undefined) return true
      const { signer, nonce } = pooled.transaction
      const isExecutable = (pool.pendingNonce(signer) ?? 0n) > nonce
      return isExecutable ? undefined : true
    }
    try {
      await this.#wakeUp.until(isSettled, timeout)
    } catch (error) {
      // It is acknowledged all the same: it stands in the durable pool.
      if (!timeout.aborted) throw error
    }
  }
}
