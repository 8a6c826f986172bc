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
/** For which an outcome is watched: two epochs, after which L1 takes nothing back. */
const SETTLING_BLOCKS = 64

/** Finds the games that are an account's, plays all of them side by side, and fetches what they bring in. */
export class GameHall {
  readonly #options: GameHallOptions
  /** By number. */
  readonly #playing = new Map<number, Promise<void>>()
  readonly #traces: SharedTraces
  /** Numbers of those whose players have failed, to be looked at again. */
  readonly #again = new Set<number>()
  /** L1 blocks for which the outcome of a game may still be taken back, by number. */
  readonly #settling = new Map<number, number>()
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
    for (; this.#seenCount < count; this.#seenCount++) this.#again.add(this.#seenCount)
    for (const [disputeId, left] of this.#settling) {
      if (left > 0) this.#settling.set(disputeId, left - 1)
      else this.#settling.delete(disputeId)
      this.#again.add(disputeId)
    }
    for (const disputeId of [...this.#again].sort((a, b) => a - b)) {
      // Whoever still plays what had this number before will find out, and be back here.
      if (disputeId >= count || this.#playing.has(disputeId)) {
        this.#again.delete(disputeId)
        continue
      }
      const dispute = await readDispute(source, disputeId)
      const role = dispute.isResolved ? null : roleIn(dispute)
      this.#again.delete(disputeId)
      if (role === null) continue
      this.#settling.delete(disputeId)
      this.#start(dispute, role, signal)
    }
  }

  #start(dispute: Dispute, role: Role, signal: AbortSignal): void {
    const { disputeId } = dispute
    const { logger } = this.#options
    const playing = this.#play(dispute, role, signal)
      .then(() => {
        this.#settling.set(disputeId, SETTLING_BLOCKS)
        this.#playing.delete(disputeId)
      })
      .catch(async (error: unknown) => {
        if (signal.aborted) return
        logger.error({ err: error, disputeId }, 'a dispute cannot be played')
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
        this.#playing.delete(disputeId)
        // Looked at again, as whatever dispute has its number by then.
        this.#again.add(disputeId)
      })
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
