import { setTimeout as delay } from 'node:timers/promises'
import { type Address, asHash, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import type { PoolContent, PoolPort, SignedChainTransaction, SubmitOutcome } from '@mvm/rpc'
import { UnavailablePoolPort } from './UnavailablePoolPort.ts'

/** How long a transaction waits for a leader: longer than it takes a backup to take over. */
const MAX_WAIT_MS = 8_000
const RETRY_MS = 100

/** The mempool of a DAC whose sequencers take turns: that of the leader, wherever it is. */
export class CommitteePoolPort implements PoolPort {
  readonly #nobody = new UnavailablePoolPort('another sequencer leads this DAC')
  readonly #leader: () => Address | undefined
  readonly #forward: (to: Address, encoded: Uint8Array) => Promise<SubmitOutcome>
  readonly #isIncluded: (hash: TransactionHash) => boolean
  #own: PoolPort | undefined

  /**
   * @param leader whom this node takes for the leader
   * @param forward hands a transaction to the leader
   * @param isIncluded whether this node's chain has a transaction
   */
  constructor(options: {
    readonly leader: () => Address | undefined
    readonly forward: (to: Address, encoded: Uint8Array) => Promise<SubmitOutcome>
    readonly isIncluded: (hash: TransactionHash) => boolean
  }) {
    this.#leader = options.leader
    this.#forward = options.forward
    this.#isIncluded = options.isIncluded
  }

  /** The pool of the sequencer that leads here; `undefined` while another node does. */
  setOwn(pool: PoolPort | undefined): void {
    this.#own = pool
  }

  /** Hands a transaction to the leader, and to the next one when that is lost meanwhile. */
  async submit(encoded: Uint8Array): Promise<SubmitOutcome> {
    const untilMs = Date.now() + MAX_WAIT_MS
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.#try(encoded)
      const { status } = outcome
      if (status !== 'unavailable' && !(attempt > 0 && isPerhapsOurs(outcome))) return outcome
      // A leader that was lost may have taken it before: then it is good once a block has it.
      const hash = asHash<TransactionHash>(keccak256Hex(encoded))
      if (this.#isIncluded(hash)) return { status: 'accepted', hash }
      if (Date.now() > untilMs) return outcome
      await delay(RETRY_MS)
    }
  }

  /** Takes what another node has forwarded, if this one leads. */
  async submitHere(encoded: Uint8Array): Promise<SubmitOutcome> {
    return (this.#own ?? this.#nobody).submit(encoded)
  }

  transaction(hash: string): SignedChainTransaction | null {
    return (this.#own ?? this.#nobody).transaction(hash)
  }

  encodedTransaction(hash: string): Uint8Array | null {
    return (this.#own ?? this.#nobody).encodedTransaction(hash)
  }

  pendingNonce(address: Address): bigint | null {
    return (this.#own ?? this.#nobody).pendingNonce(address)
  }

  content(): PoolContent {
    return (this.#own ?? this.#nobody).content()
  }

  counts(): { readonly pending: number; readonly queued: number } {
    return (this.#own ?? this.#nobody).counts()
  }

  minimumTip(): bigint {
    return 0n
  }

  async #try(encoded: Uint8Array): Promise<SubmitOutcome> {
    if (this.#own !== undefined) return this.#own.submit(encoded)
    const leader = this.#leader()
    if (leader === undefined) {
      return { status: 'unavailable', reason: 'no sequencer of this DAC’s committee leads' }
    }
    return this.#forward(leader, encoded)
  }
}

/** What a leader answers to a transaction that it, or the one before it, has taken already. */
function isPerhapsOurs(outcome: SubmitOutcome): boolean {
  if (outcome.status !== 'refused') return false
  return outcome.refusal === 'ALREADY_KNOWN' || outcome.refusal === 'NONCE_TOO_LOW'
}
