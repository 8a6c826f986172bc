import { setTimeout as delay } from 'node:timers/promises'
import type { Role } from '@mvm/fraud-proof'
import {
  type Dispute,
  type L1Block,
  type L1Client,
  type L1TransactionSender,
  readDisputeCount,
  readDisputeCredit,
  readDisputesById,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import type { Logger } from 'pino'
import { nextL1Head } from '../l1/nextL1Head.ts'
import { BondTurns } from './BondTurns.ts'
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
/** For which an opening and an outcome are watched: two epochs, after which L1 takes nothing back. */
const SETTLING_BLOCKS = 64

/** Finds the games that are an account's, plays all of them side by side, and fetches what they bring in. */
export class GameHall {
  readonly #options: GameHallOptions
  /** By number. */
  readonly #playing = new Map<number, Promise<void>>()
  readonly #traces: SharedTraces
  readonly #bonds = new BondTurns()
  /** Numbers of those whose players have ended or failed, to be looked at again. */
  readonly #again = new Set<number>()
  /** L1 block up to which the outcome of a game of ours may still be taken back, by number. */
  readonly #settling = new Map<number, number>()
  /** So many disputes, the first ones, lie too deep on L1 for others to come in their place. */
  #deepCount = 0
  #withdrawing: Promise<void> | undefined
  #withdrawals = 0

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
        const head = await nextL1Head(client, seen, signal)
        await this.#look(head, signal)
        seen = head.number
      } catch (error) {
        if (signal.aborted) break
        logger.warn({ err: error }, 'the disputes cannot be looked at')
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
      }
    }
    await Promise.all([...this.#playing.values(), this.#withdrawing])
  }

  /**
   * Looks at every dispute that may have become ours since the last look, whoever's it was then: L1 may have put another
   * one under its number.
   */
  async #look(head: L1Block, signal: AbortSignal): Promise<void> {
    const { client, contracts, sender } = this.#options
    const source = { client, contracts, at: { hash: head.hash }, signal }
    // Who still plays what had a number before will find out. Who ends meanwhile may have seen a later head than this one.
    const busy = new Set(this.#playing.keys())
    const count = await readDisputeCount(source)
    this.#deepCount = Math.min(this.#deepCount, count)
    const deep = [...this.#again, ...this.#settling.keys()].filter((id) => id < this.#deepCount)
    const young = Array.from({ length: count - this.#deepCount }, (_, i) => this.#deepCount + i)
    for (const dispute of await readDisputesById(source, [...new Set(deep), ...young])) {
      if (!busy.has(dispute.disputeId)) this.#consider(dispute, head.number, signal)
      const isDeep = dispute.openedAtBlock + SETTLING_BLOCKS <= head.number
      if (isDeep && dispute.disputeId === this.#deepCount) this.#deepCount++
    }
    if ((await readDisputeCredit(source, sender.address)) > 0n) this.#withdraw(signal)
  }

  /** Starts a player for a game of ours that has none, and watches one that has ended. */
  #consider(dispute: Dispute, headNumber: number, signal: AbortSignal): void {
    const { disputeId, isResolved } = dispute
    this.#again.delete(disputeId)
    const role = this.#options.roleIn(dispute)
    const until = this.#settling.get(disputeId) ?? headNumber + SETTLING_BLOCKS
    this.#settling.delete(disputeId)
    if (role === null) return
    if (!isResolved) this.#start(dispute, role, signal)
    else if (headNumber < until) this.#settling.set(disputeId, until)
  }

  #start(dispute: Dispute, role: Role, signal: AbortSignal): void {
    const { disputeId } = dispute
    const { logger } = this.#options
    const playing = this.#play(dispute, role, signal)
      .catch(async (error: unknown) => {
        if (signal.aborted) return
        logger.error({ err: error, disputeId }, 'a dispute cannot be played')
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
      })
      .then(() => {
        this.#playing.delete(disputeId)
        // As whatever dispute has its number by then; or L1 may take the outcome back.
        this.#again.add(disputeId)
      })
    this.#playing.set(disputeId, playing)
  }

  async #play(dispute: Dispute, role: Role, signal: AbortSignal): Promise<void> {
    const { logger } = this.#options
    const { disputeId, chainId, blockNumber } = dispute
    logger.warn({ disputeId, chainId, blockNumber, role }, 'plays a dispute')
    const { phase } = await this.#traces.use(dispute, signal, (trace) =>
      new GamePlayer({ ...this.#options, dispute, role, trace, bonds: this.#bonds }).play(signal),
    )
    logger.warn({ disputeId, chainId, blockNumber, role, phase }, 'a dispute has ended')
  }

  /** Fetches what the account was credited with, from whichever game, whoever ended it and when. */
  #withdraw(signal: AbortSignal): void {
    if (this.#withdrawing !== undefined) return
    const { logger } = this.#options
    // The same names after a restart, so that what is on its way is joined.
    const id = `bonds/${this.#withdrawals++}`
    this.#withdrawing = withdrawBonds({ ...this.#options, id, signal })
      .then(
        () => undefined,
        (error: unknown) => {
          if (!signal.aborted) logger.warn({ err: error }, 'bonds cannot be withdrawn')
        },
      )
      .finally(() => {
        this.#withdrawing = undefined
      })
  }
}
