import { setTimeout as delay } from 'node:timers/promises'
import {
  ContractRevertError,
  encodeSlashEquivocation,
  type L1TransactionOutcome,
  type L1TransactionSender,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { Logger } from 'pino'
import { type Equivocation, type EquivocationOutcome, pairName } from './Equivocation.ts'
import { L1_MEMORY_BLOCKS } from './l1Memory.ts'
import type { SealStore } from './SealStore.ts'

export interface EquivocationReporterOptions {
  readonly store: SealStore
  /** The node's L1 account. */
  readonly sender: Pick<L1TransactionSender, 'send'>
  readonly sequencerPool: Address
  /** Number of L1's head. */
  readonly l1Head: () => number
  /** Number of the block up to which L1 does not change any more. */
  readonly l1Finalized: () => number
  /** Told of each report that has ended. Must not throw. */
  readonly onOutcome: (outcome: EquivocationOutcome) => void
  readonly logger: Logger
}

const RETRY_MS = 2_000
/** L1 blocks by which this node's view may be behind the one with which the evidence was found. */
const MAX_AHEAD = 64

/** Reports equivocations to the SequencerPool, each once and until it is settled, through restarts. */
export class EquivocationReporter {
  readonly #options: EquivocationReporterOptions
  readonly #reporting = new Map<string, Promise<void>>()
  #signal: AbortSignal | undefined

  constructor(options: EquivocationReporterOptions) {
    this.#options = options
  }

  /** Takes up what an earlier run has left; from then on reports until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    this.#signal = signal
    for (const equivocation of await this.#options.store.allEvidence()) this.report(equivocation)
    const { promise, resolve } = Promise.withResolvers<void>()
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
    await promise
    await Promise.all(this.#reporting.values())
  }

  /** Reports in the background what is not reported yet. */
  report(equivocation: Equivocation): void {
    const signal = this.#signal
    const name = pairName(equivocation)
    if (signal === undefined || equivocation.outcome !== undefined) return
    if (this.#reporting.has(name)) return
    const reporting = this.#report(equivocation, name, signal).catch((error: unknown) => {
      if (!signal.aborted) this.#options.logger.error({ err: error, name }, 'a report has failed')
    })
    this.#reporting.set(name, reporting)
  }

  async #report(equivocation: Equivocation, name: string, signal: AbortSignal): Promise<void> {
    const { store, sender, sequencerPool, logger, onOutcome } = this.#options
    const data = encodeSlashEquivocation(equivocation.first, equivocation.second)
    for (let attempt = 0; !signal.aborted; attempt++) {
      // A settled intent would only be told again.
      const id = `equivocation/${name}/${attempt}`
      const sent = await sender.send({ id, to: sequencerPool, data }, { signal })
      const outcome = this.#judge(equivocation, sent)
      if (outcome === undefined) {
        await delay(RETRY_MS, undefined, { signal })
        continue
      }
      await store.putEvidence({ ...equivocation, outcome })
      logger.warn(
        { offence: name, outcome, error: errorOf(sent)?.message },
        'equivocation reported',
      )
      onOutcome(outcome)
      return
    }
  }

  /** `undefined` when another try may end otherwise. */
  #judge(
    { first, second }: Equivocation,
    sent: L1TransactionOutcome,
  ): EquivocationOutcome | undefined {
    if (sent.status === 'included') return 'slashed'
    const error = errorOf(sent)
    if (!(error instanceof ContractRevertError)) return undefined
    switch (error.errorName) {
      case 'AlreadySlashed':
        return 'already-slashed'
      case 'NothingToSlash':
        return 'nothing-to-slash'
      case 'OriginNotCanonical':
        return this.#judgeOrigins([first.originNumber, second.originNumber])
      default:
        return 'refused'
    }
  }

  /** What L1 says of its own blocks changes while it can be reorganised. */
  #judgeOrigins(numbers: readonly number[]): EquivocationOutcome | undefined {
    const { l1Head, l1Finalized } = this.#options
    if (l1Head() - Math.min(...numbers) > L1_MEMORY_BLOCKS) return 'origin-too-old'
    const newest = Math.max(...numbers)
    const isInReach = newest > l1Finalized() && newest <= l1Head() + MAX_AHEAD
    return isInReach ? undefined : 'origin-abandoned'
  }
}

function errorOf(sent: L1TransactionOutcome): Error | null {
  return 'error' in sent ? sent.error : null
}
