import { setTimeout as delay } from 'node:timers/promises'
import type { Role } from '@mvm/fraud-proof'
import {
  type Dispute,
  type L1Client,
  type L1TransactionSender,
  readDispute,
  readDisputeCount,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import type { Logger } from 'pino'
import { nextL1Head } from '../l1/nextL1Head.ts'
import { GamePlayer } from './GamePlayer.ts'
import { type OpenTrace, SharedTraces } from './SharedTraces.ts'
import { withdrawBonds } from './withdrawBonds.ts'

export interface GameHallOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  /** In whose name a dispute is played; `null` for one that is none of ours. */
  readonly roleIn: (dispute: Dispute) => Role | null
  /** The trace that is stood by, for all games about its block; making it may take as long as deriving the chain. */
  readonly traceOf: (dispute: Dispute, signal: AbortSignal) => Promise<OpenTrace>
  readonly logger: Logger
}

const RETRY_MS = 1_000

/** Finds the games that are an account's, plays all of them side by side, and fetches what they bring in. */
export class GameHall {
  readonly #options: GameHallOptions
  /** By number. */
  readonly #playing = new Map<number, Promise<void>>()
  readonly #traces: SharedTraces
  #seenCount = 0

  constructor(options: GameHallOptions) {
    this.#options = options
    this.#traces = new SharedTraces(options.traceOf)
  }

  /** Numbers of the games under way. */
  get playing(): Iterable<number> {
    return this.#playing.keys()
  }

  /** Plays until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { client, logger } = this.#options
    for (let seen = -1; !signal.aborted; ) {
      try {
        seen = (await nextL1Head(client, seen, signal)).number
        await this.#look(signal)
      } catch (error) {
        if (signal.aborted) break
        logger.warn({ err: error }, 'the disputes cannot be looked at')
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
      }
    }
    await Promise.all(this.#playing.values())
  }

  /** Starts a player for each new dispute that is ours. */
  async #look(signal: AbortSignal): Promise<void> {
    const { client, contracts, roleIn } = this.#options
    const source = { client, contracts, signal }
    const count = await readDisputeCount(source)
    // L1 took some back; under their numbers others may come.
    if (count < this.#seenCount) this.#seenCount = count
    for (; this.#seenCount < count; this.#seenCount++) {
      const disputeId = this.#seenCount
      if (this.#playing.has(disputeId)) continue
      const dispute = await readDispute(source, disputeId)
      const role = dispute.isResolved ? null : roleIn(dispute)
      if (role !== null) this.#start(dispute, role, signal)
    }
  }

  #start(dispute: Dispute, role: Role, signal: AbortSignal): void {
    const { disputeId } = dispute
    const { logger } = this.#options
    const playing = this.#play(dispute, role, signal)
      .catch((error: unknown) => {
        if (signal.aborted) return
        logger.error({ err: error, disputeId }, 'a dispute cannot be played')
        // Looked at again, as whatever dispute has its number by then.
        this.#seenCount = Math.min(this.#seenCount, disputeId)
        return delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
      })
      .finally(() => this.#playing.delete(disputeId))
    this.#playing.set(disputeId, playing)
  }

  async #play(dispute: Dispute, role: Role, signal: AbortSignal): Promise<void> {
    const { logger } = this.#options
    const { disputeId, chainId, blockNumber } = dispute
    logger.warn({ disputeId, chainId, blockNumber, role }, 'plays a dispute')
    const { phase } = await this.#traces.use(dispute, signal, (trace) =>
      new GamePlayer({ ...this.#options, dispute, role, trace }).play(signal),
    )
    logger.warn({ disputeId, chainId, blockNumber, role, phase }, 'a dispute has ended')
    await withdrawBonds({ ...this.#options, id: `dispute/${disputeId}/withdraw`, signal })
  }
}
