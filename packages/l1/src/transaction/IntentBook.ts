import type { L1IntentJournal } from './L1IntentJournal.ts'
import type { L1IntentRecord } from './L1IntentRecord.ts'
import type { IntentProgress } from './nextIntentStep.ts'

/** An intent with a nonce, while the sender runs. */
export interface TrackedIntent {
  record: L1IntentRecord
  progress: IntentProgress
  isCancelAsked: boolean
}

const AT_ONCE: IntentProgress = { broadcastAtBlock: null, missingSinceBlock: null }

/** The intents that have nonces, those settled lately included: in memory, and in the journal before anything else. */
export class IntentBook {
  readonly #journal: L1IntentJournal
  readonly #byNonce = new Map<number, TrackedIntent>()
  readonly #byId = new Map<string, TrackedIntent>()

  constructor(journal: L1IntentJournal) {
    this.#journal = journal
  }

  async load(): Promise<void> {
    for (const record of await this.#journal.load()) this.#track(record)
  }

  /** By nonce. */
  all(): TrackedIntent[] {
    return [...this.#byNonce.values()].sort((a, b) => a.record.nonce - b.record.nonce)
  }

  /** Those without a settlement, by nonce. */
  open(): TrackedIntent[] {
    return this.all().filter(({ record }) => record.settlement === null)
  }

  get(id: string): TrackedIntent | undefined {
    return this.#byId.get(id)
  }

  hasNonce(nonce: number): boolean {
    return this.#byNonce.has(nonce)
  }

  async add(record: L1IntentRecord): Promise<TrackedIntent> {
    await this.#journal.save(record)
    return this.#track(record)
  }

  /** Changes a record durably, and what is remembered of it. */
  async update(
    intent: TrackedIntent,
    change: Partial<L1IntentRecord>,
    progress: IntentProgress = AT_ONCE,
  ): Promise<void> {
    const record = { ...intent.record, ...change }
    await this.#journal.save(record)
    intent.record = record
    intent.progress = progress
  }

  async remove({ record }: TrackedIntent): Promise<void> {
    await this.#journal.remove(record.id)
    this.#byNonce.delete(record.nonce)
    this.#byId.delete(record.id)
  }

  #track(record: L1IntentRecord): TrackedIntent {
    const intent = { record, progress: AT_ONCE, isCancelAsked: false }
    this.#byNonce.set(record.nonce, intent)
    this.#byId.set(record.id, intent)
    return intent
  }
}
