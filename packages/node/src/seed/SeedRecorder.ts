import {
  type ContractSource,
  type EpochClock,
  encodeRecordSeed,
  epochAt,
  type L1TransactionSender,
  readSeedKnown,
  startOfEpoch,
} from '@mvm/l1'
import { fromHex, keccak256 } from '@mvm/protocol'
import type { Logger } from 'pino'

export interface SeedRecorderOptions {
  readonly clock: EpochClock
  readonly source: ContractSource
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  /** Whether it does not leave the first half of the time for an epoch's seed to others. */
  readonly isEager: (epoch: number) => boolean
  readonly logger: Logger
}

/** Of which half is used. It cannot be estimated before the seed's L1 block has a successor. */
const GAS_LIMIT = 250_000n

/**
 * Records the seed of every epoch, for one process (spec 5.2). A seed that nobody records follows from the one before,
 * and can be told before the list that it draws from is closed: so whoever watches the rollup records it, used or not.
 * The eager begin in blocks that their accounts choose, the others in the second half of the time, if it is still to be
 * done; everybody tries again with each L1 block until it is.
 */
export class SeedRecorder {
  readonly #options: SeedRecorderOptions
  readonly #inFlight = new Set<number>()
  /** How often a call was settled otherwise than by inclusion: it needs a new id each time. */
  readonly #failures = new Map<number, number>()

  constructor(options: SeedRecorderOptions) {
    this.#options = options
  }

  /** L1 has a new head. Sends in the background what is due, until the signal aborts. */
  noteHead(headNumber: number, signal: AbortSignal): void {
    const { clock, logger } = this.#options
    const mined = headNumber + 1
    const epoch = epochAt(clock, mined) + 1
    if (this.#inFlight.has(epoch) || mined < this.#fromBlock(epoch)) return
    this.#inFlight.add(epoch)
    this.#record(epoch, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) logger.warn({ err: error, epoch }, 'the seed could not be recorded')
      })
      .finally(() => this.#inFlight.delete(epoch))
  }

  /** First L1 block in which this account would record. */
  #fromBlock(epoch: number): number {
    const { clock, sender, isEager } = this.#options
    const first = startOfEpoch(clock, epoch) - clock.seedDepth + 1
    const half = Math.floor((clock.seedDepth - 1) / 2)
    if (!isEager(epoch)) return first + half
    const word = epoch.toString(16).padStart(16, '0')
    const digest = keccak256(fromHex(`${sender.address}${word}`))
    return (
      first + (half === 0 ? 0 : new DataView(digest.buffer, digest.byteOffset).getUint32(0) % half)
    )
  }

  async #record(epoch: number, signal: AbortSignal): Promise<void> {
    const { clock, sender, logger } = this.#options
    const source = { ...this.#options.source, signal }
    if (await readSeedKnown(source, epoch)) return
    const number = startOfEpoch(clock, epoch) - clock.seedDepth
    const headerRlp = await source.client.headerRlp(number, { signal })
    if (headerRlp === null) return
    const failures = this.#failures.get(epoch) ?? 0
    const { status } = await sender.send(
      {
        id: `seed:${epoch}${failures === 0 ? '' : `#${failures}`}`,
        to: source.contracts.epochSeeds,
        data: encodeRecordSeed({ epoch, headerRlp }),
        gasLimit: GAS_LIMIT,
      },
      { signal },
    )
    logger.debug({ epoch, status }, 'a seed')
    if (status === 'included') this.#failures.clear()
    else this.#failures.set(epoch, failures + 1)
  }
}
