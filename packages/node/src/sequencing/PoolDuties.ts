import {
  type ContractSource,
  type EpochClock,
  encodeDraw,
  epochAt,
  isTransientL1Error,
  type L1Intent,
  type L1TransactionSender,
  readEligible,
  readSeedKnown,
  readSelection,
  startOfEpoch,
} from '@mvm/l1'
import type { L1ViewPort } from '@mvm/sequencer'
import type { Logger } from 'pino'
import { postingTurn } from './postingTurn.ts'

export interface PoolDutiesOptions {
  readonly chainId: number
  readonly clock: EpochClock
  readonly source: ContractSource
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  readonly views: L1ViewPort
  /** Told of the epochs in which there is something to post. */
  readonly onActive: (epoch: number) => void
  readonly logger: Logger
}

/** A draw from 64 members takes half of it; it cannot be estimated before its epoch begins. */
const DRAW_GAS_LIMIT = 1_500_000n
/** A post may come into a block as far ahead as this: near its end, the next epoch is drawn as well. */
const POST_MARGIN_BLOCKS = 2

/**
 * What a sequencer owes the pool for one DAC: it draws each epoch in which it has something to post. For an idle DAC it
 * sends nothing.
 */
export class PoolDuties {
  readonly #options: PoolDutiesOptions
  /** How often a call was settled otherwise than by inclusion: it needs a new id each time. */
  readonly #failures = new Map<string, number>()

  constructor(options: PoolDutiesOptions) {
    this.#options = options
  }

  /**
   * Has the epoch of the next L1 block drawn, by a call that stands before any sent after this resolves. Gives why the
   * account cannot post in that block, or `null` if it can as far as can be told.
   *
   * @param producedOrigin origin of a batch to be posted that a producer has opened: L1 has to have drawn that one, too
   */
  async prepare(signal: AbortSignal, producedOrigin?: number): Promise<string | null> {
    const { clock, views, onActive, logger } = this.#options
    const { head } = await views.view(signal)
    const next = head.number + 1
    const epoch = epochAt(clock, next)
    onActive(epoch)
    try {
      const problem = await this.#secure(epoch, next, signal)
      const originEpoch = producedOrigin === undefined ? epoch : epochAt(clock, producedOrigin)
      if (originEpoch !== epoch) await this.#drawProducer(originEpoch, signal)
      const later = epochAt(clock, next + POST_MARGIN_BLOCKS)
      if (later > epoch && (await readSeedKnown(this.#source(signal), later))) {
        await this.#secure(later, startOfEpoch(clock, later), signal)
      }
      return problem
    } catch (error) {
      if (!isTransientL1Error(error)) throw error
      // The post itself waits until L1 answers.
      logger.warn({ err: error }, 'the selection could not be read')
      return null
    }
  }

  async #secure(epoch: number, l1BlockNumber: number, signal: AbortSignal): Promise<string | null> {
    const { chainId, clock, sender } = this.#options
    const { address } = sender
    const selection = await readSelection(this.#source(signal), chainId, epoch)
    if (selection.isDrawn) {
      const turn = postingTurn(clock, epoch, selection, address)
      if (turn === null) return `other sequencers are drawn for epoch ${epoch}`
      if (turn <= l1BlockNumber) return null
      return `in epoch ${epoch} its turn comes in L1 block ${turn}`
    }
    this.#draw(epoch, signal)
    const { members } = await readEligible(this.#source(signal), chainId, epoch)
    const isOurs = members.every(({ account }) => account === address)
    return isOurs ? null : `epoch ${epoch} is being drawn`
  }

  /** An epoch in which nothing was posted is not drawn, and its producer may have opened a batch all the same. */
  async #drawProducer(epoch: number, signal: AbortSignal): Promise<void> {
    const { chainId } = this.#options
    const { isDrawn } = await readSelection(this.#source(signal), chainId, epoch)
    if (!isDrawn) this.#draw(epoch, signal)
  }

  #draw(epoch: number, signal: AbortSignal): void {
    const { chainId, source } = this.#options
    const to = source.contracts.sequencerPool
    const data = encodeDraw({ chainId, epoch })
    this.#send({ id: `draw:${chainId}:${epoch}`, to, data, gasLimit: DRAW_GAS_LIMIT }, signal)
  }

  /** Sends a call without waiting for it; one of that id in flight is joined. */
  #send(intent: L1Intent, signal: AbortSignal): void {
    const { sender, logger } = this.#options
    const failures = this.#failures.get(intent.id) ?? 0
    const id = failures === 0 ? intent.id : `${intent.id}#${failures}`
    sender.send({ ...intent, id }, { signal }).then(
      ({ status }) => {
        logger.debug({ id, status }, 'a duty to the pool')
        if (status !== 'included') this.#failures.set(intent.id, failures + 1)
      },
      (error: unknown) => {
        if (!signal.aborted) logger.error({ err: error, id }, 'a duty to the pool failed')
      },
    )
  }

  #source(signal: AbortSignal): ContractSource {
    return { ...this.#options.source, signal }
  }
}
