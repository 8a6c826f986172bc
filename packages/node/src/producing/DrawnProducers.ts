import {
  ContractRevertError,
  type ContractSource,
  type EpochClock,
  epochAt,
  isTransientL1Error,
  readAssignedProducer,
  startOfEpoch,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { L1ViewPort, ProducerAssignment } from '@mvm/sequencer'
import type { Logger } from 'pino'

export interface DrawnProducersOptions {
  readonly chainId: number
  readonly clock: EpochClock
  readonly source: ContractSource
  readonly views: L1ViewPort
  readonly logger: Logger
  /** Ends the reading. */
  readonly signal: AbortSignal
}

const KEPT_EPOCHS = 64

/**
 * The producers that the SequencerPool assigns to a DAC (spec 5.2), each read once. A reorganisation of L1 that changes an
 * epoch's seed also replaces the epoch's first block: then it is read again.
 */
export class DrawnProducers implements ProducerAssignment {
  readonly #options: DrawnProducersOptions
  readonly #known = new Map<string, Promise<Address | null | undefined>>()

  constructor(options: DrawnProducersOptions) {
    this.#options = options
  }

  async producerAt(originNumber: number): Promise<Address | null | undefined> {
    const { clock, views, signal } = this.#options
    try {
      const view = await views.view(signal)
      const epoch = epochAt(clock, originNumber)
      // Earlier, the seed may still be recorded otherwise than it now seems.
      if (epochAt(clock, view.head.number) < epoch) return undefined
      const firstBlock = view.block(startOfEpoch(clock, epoch))
      const key = `${epoch}/${firstBlock?.hash ?? ''}`
      let reading = this.#known.get(key)
      if (reading === undefined) {
        reading = this.#read(epoch)
        this.#known.set(key, reading)
        const [oldest] = this.#known.keys()
        if (this.#known.size > KEPT_EPOCHS && oldest !== undefined) this.#known.delete(oldest)
      }
      const producer = await reading
      if (producer === undefined) this.#known.delete(key)
      return producer
    } catch (error) {
      if (signal.aborted) return undefined
      throw error
    }
  }

  async #read(epoch: number): Promise<Address | null | undefined> {
    const { chainId, source, logger, signal } = this.#options
    try {
      const producer = await readAssignedProducer({ ...source, signal }, chainId, epoch)
      logger.debug({ epoch, producer }, 'assigned')
      return producer
    } catch (error) {
      const isExpected = isTransientL1Error(error) || error instanceof ContractRevertError
      if (!isExpected && !signal.aborted) {
        logger.error({ err: error, epoch }, 'the producer cannot be read')
      } else if (!signal.aborted) {
        logger.warn({ err: error, epoch }, 'the producer could not be read')
      }
      return undefined
    }
  }
}
