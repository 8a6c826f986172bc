import type { L1BlockHash, QueueElement, TransactionBatch } from '@mvm/protocol'
import type { L1Block } from '../client/L1Block.ts'
import type { L1Client } from '../client/L1Client.ts'
import type { L1Log } from '../client/L1Log.ts'
import { readLogs } from '../client/readLogs.ts'
import { L1ReorganisedError } from '../error/L1ReorganisedError.ts'
import { bloomMayContain } from './bloomMayContain.ts'
import { checkRollupLinks } from './checkRollupLinks.ts'
import { decodeRollupLog, type RollupContracts } from './decodeRollupLog.ts'
import type {
  ChainEvents,
  DacCreation,
  RollupEvents,
  StateBatchAppended,
  StateBatchDeleted,
} from './RollupEvents.ts'
import { readPayloads } from './readPayloads.ts'
import { readProvenLogs } from './readProvenLogs.ts'

export interface RollupReaderOptions {
  readonly client: L1Client
  readonly contracts: RollupContracts
  /** Whether a chain's events are wanted; creations are always given. @default all */
  readonly isWanted?: (chainId: number) => boolean
}

/** Blocks from `from` to `to`, both included, on the chain in which `toHash` is the hash of the last. */
export interface RollupRange {
  readonly from: number
  readonly to: number
  readonly toHash: L1BlockHash
}

/**
 * Reads what L1 says about DACs: transaction batches with their payloads, queue elements, state batches, creations.
 * Everything is checked: payloads, batch and queue hashes, and that each list continues itself. Throws
 * {@link L1ReorganisedError} when L1 moved away under the reading, {@link L1DataMismatchError} when no endpoint tells
 * the truth, and what {@link L1Client} throws.
 */
export class RollupReader {
  readonly #client: L1Client
  readonly #contracts: RollupContracts
  readonly #isWanted: (chainId: number) => boolean

  constructor({ client, contracts, isWanted = () => true }: RollupReaderOptions) {
    this.#client = client
    this.#contracts = contracts
    this.#isWanted = isWanted
  }

  /**
   * What the given blocks say, proven: the headers' blooms tell which blocks have events at all, and the receipts
   * roots that these are all. Blocks without any cost no request.
   */
  async read(blocks: readonly L1Block[], signal?: AbortSignal): Promise<RollupEvents> {
    const addresses = this.#addresses()
    const candidates = blocks.filter(({ logsBloom }) =>
      addresses.some((address) => bloomMayContain(logsBloom, address)),
    )
    const logs = await readProvenLogs(this.#client, addresses, candidates, { signal })
    return this.#decode(logs, signal)
  }

  /**
   * What a range of any length says, for reading history in few requests. That nothing is left out rests on the
   * endpoint; what is given is checked as in {@link read}.
   */
  async readRange(range: RollupRange, signal?: AbortSignal): Promise<RollupEvents> {
    const filter = { addresses: this.#addresses(), topics: [] }
    await this.#requireCanonical(range, signal)
    const logs = await readLogs(this.#client, filter, range, { signal })
    await this.#requireCanonical(range, signal)
    return this.#decode(logs, signal)
  }

  async #decode(logs: readonly L1Log[], signal?: AbortSignal): Promise<RollupEvents> {
    const created: DacCreation[] = []
    const collected = new Map<number, CollectedEvents>()
    const eventsOf = (chainId: number): CollectedEvents => {
      const known = collected.get(chainId)
      if (known !== undefined) return known
      const events = { batches: [], queueElements: [], stateBatches: [], deletions: [] }
      if (this.#isWanted(chainId)) collected.set(chainId, events)
      return events
    }
    for (const log of logs) {
      const decoded = decodeRollupLog(this.#contracts, log)
      if (decoded === null) continue
      if (decoded.kind === 'created') created.push(decoded.creation)
      else if (decoded.kind === 'enqueued') {
        eventsOf(decoded.element.chainId).queueElements.push(decoded.element)
      } else if (decoded.kind === 'batch') {
        eventsOf(decoded.batch.chainId).batches.push(decoded.batch)
      } else if (decoded.kind === 'stateBatch') {
        eventsOf(decoded.stateBatch.chainId).stateBatches.push(decoded.stateBatch)
      } else eventsOf(decoded.deletion.chainId).deletions.push(decoded.deletion)
    }
    for (const [chainId, events] of collected) {
      const isFromCreation = created.some((creation) => creation.chainId === chainId)
      checkRollupLinks({ chainId, ...events, isFromCreation })
    }
    const chains = [...collected]
    const batches = await readPayloads(
      this.#client,
      this.#contracts.canonicalTransactionChain,
      chains.flatMap(([, events]) => events.batches),
      { signal },
    )
    const byChainId = new Map<number, ChainEvents>()
    for (const [chainId, events] of chains) {
      byChainId.set(chainId, {
        ...events,
        batches: batches.splice(0, events.batches.length),
      })
    }
    return { created, byChainId }
  }

  async #requireCanonical({ to, toHash }: RollupRange, signal?: AbortSignal): Promise<void> {
    const block = await this.#client.block(to, { signal })
    if (block?.hash === toHash) return
    const actualHash = block?.hash ?? null
    throw new L1ReorganisedError({ blockNumber: to, expectedHash: toHash, actualHash })
  }

  #addresses() {
    const { canonicalTransactionChain, stateCommitmentChain, comCo } = this.#contracts
    return [canonicalTransactionChain, stateCommitmentChain, comCo]
  }
}

interface CollectedEvents {
  readonly batches: Omit<TransactionBatch, 'payload'>[]
  readonly queueElements: QueueElement[]
  readonly stateBatches: StateBatchAppended[]
  readonly deletions: StateBatchDeleted[]
}
