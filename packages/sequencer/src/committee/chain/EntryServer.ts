import type { Address } from '@mvm/protocol'
import type { Mutex } from '../Mutex.ts'
import type { CommitteeChainPort } from './CommitteeChainPort.ts'
import type { Entry, Tip } from './Entry.ts'
import type { EntryBody } from './EntryBody.ts'
import { entriesAfter } from './entriesAfter.ts'
import type { Replica } from './Replica.ts'

/**
 * Looks up what others lack, one thing at a time for each of them: however often somebody asks, the chain goes on, and
 * so do the answers to everybody else.
 */
export class EntryServer {
  readonly #chain: CommitteeChainPort
  readonly #replica: Replica
  readonly #mutex: Mutex
  readonly #onFailed: (error: unknown) => void
  readonly #served = new Set<Address>()

  constructor(options: {
    readonly chain: CommitteeChainPort
    readonly replica: Replica
    /** Held only for a look at the chain's end. */
    readonly mutex: Mutex
    /** Told why nothing could be read, as when the chain was taken back meanwhile. Must not throw. */
    readonly onFailed: (error: unknown) => void
  }) {
    this.#chain = options.chain
    this.#replica = options.replica
    this.#mutex = options.mutex
    this.#onFailed = options.onFailed
  }

  /** What is decided after a tip; none where nothing is, and for whom the last answer is still being looked up. */
  async serve(to: Address, after: Tip): Promise<readonly Entry<EntryBody>[]> {
    if (this.#served.has(to)) return []
    this.#served.add(to)
    try {
      const end = await this.#mutex.run(async () => {
        const { head, log } = await this.#replica.look()
        return { head, records: log.records }
      })
      return await entriesAfter(this.#chain, end, after)
    } catch (error) {
      this.#onFailed(error)
      return []
    } finally {
      this.#served.delete(to)
    }
  }
}
