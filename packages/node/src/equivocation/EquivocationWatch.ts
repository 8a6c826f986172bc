import { setTimeout as delay } from 'node:timers/promises'
import { type Address, recoverSealer, type SealDomain, type SignedBlockSeal } from '@mvm/protocol'
import type { ClaimedSeal } from '@mvm/sequencer'
import type { Logger } from 'pino'
import { EarlySeals, type ShownSeal } from './EarlySeals.ts'
import { type Equivocation, type EquivocationOutcome, offenceName } from './Equivocation.ts'
import type { SealStore } from './SealStore.ts'

export interface EquivocationWatchOptions {
  /** This node's account, which does not report itself. */
  readonly self: Address
  readonly store: SealStore
  readonly domain: SealDomain
  /** Hash of L1's block of that number; `undefined` if it is not known here. */
  readonly originHash: (number: number) => string | undefined
  /** Number of L1's head. */
  readonly l1Head: () => number
  /** For so many epochs a seal can still prove something. */
  readonly keptEpochs: number
  /** Told of each new offence, whose evidence is durable by then. Must not throw. */
  readonly onFound: (equivocation: Equivocation) => void
  readonly logger: Logger
}

/** Different seals kept of one sealer on one parent in one epoch: more than two only where L1 has abandoned some. */
const MAX_ON_ONE_PARENT = 4
/** Parents of which one sealer's seals are kept in one epoch: far more than blocks fit into any. */
const MAX_PARENTS = 4_096
/** Pieces of evidence against one sealer that wait to be reported: the first takes its bond. */
const MAX_EVIDENCE = 64
/** What comes faster than it can be looked at is left out. */
const MAX_WAITING = 4_096
/** Old seals are dropped once in so many new ones. */
const FORGET_INTERVAL = 1_024
/** L1 blocks so far back may still become others; a seal on one that this node is to see is so far ahead at most. */
const SETTLING_BLOCKS = 32
const RECHECK_MS = 1_000

/** The offence is dealt with, whatever else proves it. */
const FINAL: readonly EquivocationOutcome[] = ['slashed', 'already-slashed', 'nothing-to-slash']

/**
 * Remembers who has sealed what, over restarts, and finds those who have sealed two blocks on one parent in one epoch.
 * What counts is on L1 blocks that this node sees: anybody can sign a block on one that there has never been.
 */
export class EquivocationWatch {
  readonly #options: EquivocationWatchOptions
  readonly #early = new EarlySeals()
  /** Parents kept, by DAC, epoch and sealer, since the start. */
  readonly #parents = new Map<string, number>()
  #last: Promise<void> = Promise.resolve()
  #waiting = 0
  #taken = 0

  constructor(options: EquivocationWatchOptions) {
    this.#options = options
  }

  /**
   * Takes note of a seal that somebody has shown.
   *
   * @param isOfCommittee whether its sealer is of its epoch's committee; `undefined` while that is not known
   */
  observe(claimed: ClaimedSeal, isOfCommittee: () => boolean | undefined = () => true): void {
    if (claimed.sealer === this.#options.self || this.#waiting >= MAX_WAITING) return
    this.#waiting++
    this.#last = this.#last
      .then(() => this.#take({ claimed, isOfCommittee }))
      .catch((error: unknown) => {
        this.#options.logger.error({ err: error }, 'a seal could not be kept')
      })
      .finally(() => {
        this.#waiting--
      })
  }

  /** Looks again at what could not be judged. */
  recheck(): void {
    for (const { claimed, isOfCommittee } of this.#early.takeAll()) {
      this.observe(claimed, isOfCommittee)
    }
  }

  /** Looks again and again, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.recheck()
      await delay(RECHECK_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Resolves when all that was observed is looked at. */
  async settled(): Promise<void> {
    await this.#last
  }

  async #take(shown: ShownSeal): Promise<void> {
    const { store, domain, keptEpochs } = this.#options
    const { sealer, seal } = shown.claimed
    const isSealer = shown.isOfCommittee()
    const isCanonical = this.#isCanonical(seal)
    if (isSealer === false || (!isCanonical && !this.#mayBecomeCanonical(seal))) return
    if (recoverSealer(seal, seal.signature, domain) !== sealer) return
    if (isSealer === undefined || !isCanonical) {
      this.#early.put(shown)
      return
    }
    const all = await store.seen(sealer, seal)
    // One that was sealed again after L1 abandoned its origin is none; nor does it keep others out.
    const seen = all.filter((earlier) => this.#isCanonical(earlier))
    const isKnown = all.some(({ blockHash }) => blockHash === seal.blockHash)
    if (!isKnown) {
      const hasRoom = all.length > 0 || this.#hasRoom(sealer, seal)
      if (seen.length >= MAX_ON_ONE_PARENT || !hasRoom) return
      // What L1 has abandoned may come back; what is canonical is kept first.
      const others = [...seen, ...all.filter((earlier) => !seen.includes(earlier))]
      await store.putSeen(sealer, [seal, ...others.slice(0, MAX_ON_ONE_PARENT - 1)])
      if (++this.#taken % FORGET_INTERVAL === 0) {
        await store.forgetBelow(seal.chainId, seal.epoch - keptEpochs)
      }
    }
    const other = seen.find(({ blockHash }) => blockHash !== seal.blockHash)
    if (other !== undefined) await this.#accuse(sealer, other, seal)
  }

  async #accuse(sealer: Address, first: SignedBlockSeal, second: SignedBlockSeal): Promise<void> {
    const { store, logger, onFound } = this.#options
    const found: Equivocation = { sealer, first, second, outcome: undefined }
    const known = await store.evidenceOf(found)
    const isProven = ({ outcome, first: one, second: other }: Equivocation) =>
      outcome === undefined
        ? this.#isCanonical(one) && this.#isCanonical(other)
        : FINAL.includes(outcome)
    if (known.some(isProven)) return
    const open = (await store.allEvidence()).filter(({ outcome }) => outcome === undefined)
    if (open.filter((one) => one.sealer === sealer).length >= MAX_EVIDENCE) return
    await store.putEvidence(found)
    logger.warn(
      { offence: offenceName(found), blocks: [first.blockHash, second.blockHash] },
      'a sequencer has sealed two blocks on one parent',
    )
    onFound(found)
  }

  #isCanonical({ originNumber, originHash }: SignedBlockSeal): boolean {
    return this.#options.originHash(originNumber) === originHash
  }

  /** L1 may show the origin yet, or again. */
  #mayBecomeCanonical({ originNumber }: SignedBlockSeal): boolean {
    return Math.abs(originNumber - this.#options.l1Head()) <= SETTLING_BLOCKS
  }

  #hasRoom(sealer: Address, { chainId, epoch }: SignedBlockSeal): boolean {
    const { keptEpochs, logger } = this.#options
    const name = [chainId, epoch, sealer].join('/')
    const count = this.#parents.get(name) ?? 0
    if (count === 0) {
      for (const other of this.#parents.keys()) {
        const [otherChainId, otherEpoch] = other.split('/').map(Number)
        const isOld = (otherEpoch as number) < epoch - keptEpochs
        if (otherChainId === chainId && isOld) this.#parents.delete(other)
      }
    }
    this.#parents.set(name, count + 1)
    if (count === MAX_PARENTS) logger.warn({ sealer, epoch }, 'too many seals of one epoch')
    return count < MAX_PARENTS
  }
}
