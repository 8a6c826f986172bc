import { type Address, recoverSealer, type SealDomain, type SignedBlockSeal } from '@mvm/protocol'
import type { ClaimedSeal } from '@mvm/sequencer'
import type { Logger } from 'pino'
import { type Equivocation, offenceName } from './Equivocation.ts'
import type { SealStore } from './SealStore.ts'

export interface EquivocationWatchOptions {
  /** This node's account, which does not report itself. */
  readonly self: Address
  readonly store: SealStore
  readonly domain: SealDomain
  /** Hash of L1's block of that number; `undefined` if it is not known here. */
  readonly originHash: (number: number) => string | undefined
  /** For so many epochs a seal can still prove something. */
  readonly keptEpochs: number
  /** Told of each new offence, whose evidence is durable by then. Must not throw. */
  readonly onFound: (equivocation: Equivocation) => void
  readonly logger: Logger
}

/** Different seals kept of one sealer on one parent in one epoch. */
const MAX_SEALS = 4
/** What comes faster than it can be looked at is left out. */
const MAX_WAITING = 4_096
/** Old seals are dropped once in so many new ones. */
const FORGET_INTERVAL = 1_024

/** Remembers who has sealed what, over restarts, and finds those who have sealed two blocks on one parent in one epoch. */
export class EquivocationWatch {
  readonly #options: EquivocationWatchOptions
  #last: Promise<void> = Promise.resolve()
  #waiting = 0
  #taken = 0

  constructor(options: EquivocationWatchOptions) {
    this.#options = options
  }

  /** Takes note of a seal that somebody has shown; the caller has checked that its sealer may be of its epoch's committee. */
  observe(claimed: ClaimedSeal): void {
    if (claimed.sealer === this.#options.self || this.#waiting >= MAX_WAITING) return
    this.#waiting++
    this.#last = this.#last
      .then(() => this.#take(claimed))
      .catch((error: unknown) => {
        this.#options.logger.error({ err: error }, 'a seal could not be kept')
      })
      .finally(() => {
        this.#waiting--
      })
  }

  /** Resolves when all that was observed is looked at. */
  async settled(): Promise<void> {
    await this.#last
  }

  async #take({ sealer, seal }: ClaimedSeal): Promise<void> {
    const { store, domain, keptEpochs, logger, onFound } = this.#options
    const seen = await store.seen(sealer, seal)
    if (seen.some(({ blockHash }) => blockHash === seal.blockHash)) return
    // On an origin that L1 does not have, it proves nothing.
    if (seen.length >= MAX_SEALS || !this.#mayBeCanonical(seal)) return
    if (recoverSealer(seal, seal.signature, domain) !== sealer) return
    await store.putSeen(sealer, [seal, ...seen])
    if (++this.#taken % FORGET_INTERVAL === 0) {
      await store.forgetBelow(seal.chainId, seal.epoch - keptEpochs)
    }
    // One that was sealed again after L1 abandoned its origin is none.
    const other = seen.find((earlier) => this.#mayBeCanonical(earlier))
    if (other === undefined) return
    const found: Equivocation = { sealer, first: other, second: seal, outcome: undefined }
    if ((await store.evidence(found)) !== undefined) return
    await store.putEvidence(found)
    logger.warn(
      { offence: offenceName(found), blocks: [other.blockHash, seal.blockHash] },
      'a sequencer has sealed two blocks on one parent',
    )
    onFound(found)
  }

  #mayBeCanonical({ originNumber, originHash }: SignedBlockSeal): boolean {
    const known = this.#options.originHash(originNumber)
    return known === undefined || known === originHash
  }
}
