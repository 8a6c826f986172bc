import type {
  Address,
  BatchHash,
  BlockHash,
  L1Origin,
  OutputRoot,
  QueueElement,
  TransactionBatch,
} from '@mvm/protocol'
import type {
  AcceptedBlock,
  AcceptRequest,
  AccountState,
  AdoptedBatch,
  BatchRecord,
  BlockBody,
  ChainHead,
  CommitRequest,
  CommitteeChainPort,
  EntryBody,
  SealedBlock,
  SealRequest,
  SignedSeal,
  Vote,
} from '@mvm/sequencer'
import type { SweepReport } from '@mvm/storage'
import type { WorkerThread } from '../WorkerThread.ts'
import type { Confirmation } from './DacChain.ts'
import type { ExecutionMethods } from './executionWorker.ts'

/** The L1 data from which a batch is derived. */
export interface BatchSources {
  readonly queueElements: readonly QueueElement[]
  readonly origin: L1Origin
}

/** One DAC's chain as the main thread sees it: the sequencer's port, served by the execution worker. */
export class WorkerChainPort implements CommitteeChainPort {
  readonly #worker: WorkerThread<ExecutionMethods>
  readonly #chainId: number
  readonly #sourcesOf: (batch: TransactionBatch) => BatchSources
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    worker: WorkerThread<ExecutionMethods>,
    chainId: number,
    sourcesOf: (batch: TransactionBatch) => BatchSources,
  ) {
    this.#worker = worker
    this.#chainId = chainId
    this.#sourcesOf = sourcesOf
  }

  head(): Promise<ChainHead> {
    return this.#worker.call('head', this.#chainId)
  }

  seal(request: SealRequest): Promise<SealedBlock> {
    return this.#exclusively(() => this.#worker.call('seal', this.#chainId, request))
  }

  commit(request: CommitRequest): Promise<void> {
    return this.#exclusively(() => this.#worker.call('commit', this.#chainId, request))
  }

  accept(request: AcceptRequest): Promise<AcceptedBlock> {
    return this.#exclusively(() => this.#worker.call('accept', this.#chainId, request))
  }

  blockHashes(first: number, count: number): Promise<readonly BlockHash[]> {
    return this.#worker.call('blockHashes', this.#chainId, first, count)
  }

  seals(first: number, count: number): Promise<readonly (SignedSeal | undefined)[]> {
    return this.#worker.call('seals', this.#chainId, first, count)
  }

  vote(): Promise<Vote<EntryBody> | undefined> {
    return this.#worker.call('vote', this.#chainId)
  }

  /** At once: a vote is about no block that is being changed. */
  putVote(vote: Vote<EntryBody>): Promise<void> {
    return this.#worker.call('putVote', this.#chainId, vote)
  }

  async discard(): Promise<void> {
    await this.#exclusively(() => this.#worker.call('discard', this.#chainId))
  }

  rollBack(toBlock: number): Promise<readonly BlockBody[]> {
    return this.#exclusively(() => this.#worker.call('rollBack', this.#chainId, toBlock))
  }

  adopt(batch: TransactionBatch): Promise<AdoptedBatch> {
    const { queueElements, origin } = this.#sourcesOf(batch)
    return this.#exclusively(() =>
      this.#worker.call('adopt', this.#chainId, batch, queueElements, origin),
    )
  }

  blocks(first: number, count: number): Promise<readonly BlockBody[]> {
    return this.#worker.call('blocks', this.#chainId, first, count)
  }

  outputRoots(first: number, count: number): Promise<readonly OutputRoot[]> {
    return this.#worker.call('outputRoots', this.#chainId, first, count)
  }

  batchHashOf(blockNumber: number): Promise<BatchHash | undefined> {
    return this.#worker.call('batchHashOf', this.#chainId, blockNumber)
  }

  accounts(addresses: readonly Address[]): Promise<ReadonlyMap<Address, AccountState>> {
    return this.#worker.call('accounts', this.#chainId, addresses)
  }

  batchRecords(): Promise<readonly BatchRecord[]> {
    return this.#worker.call('batchRecords', this.#chainId)
  }

  putBatchRecord(record: BatchRecord): Promise<void> {
    return this.#exclusively(() => this.#worker.call('putBatchRecord', this.#chainId, record))
  }

  pruneBatchRecords(blockNumber: number): Promise<void> {
    return this.#exclusively(() =>
      this.#worker.call('pruneBatchRecords', this.#chainId, blockNumber),
    )
  }

  /**
   * Moves the derived heads as `decide` wants them, which is asked when its turn has come among the sequencer's own
   * changes: nothing can take back the blocks that it decides on before they are confirmed.
   */
  confirm(decide: (records: readonly BatchRecord[]) => Confirmation | undefined): Promise<void> {
    return this.#exclusively(async () => {
      const confirmation = decide(await this.batchRecords())
      if (confirmation === undefined) return
      await this.#worker.call('confirm', this.#chainId, confirmation)
    })
  }

  /** Removes what is older than a final block; between other changes, which need not wait for all of it. */
  prune(before: number, sweeps: boolean): Promise<SweepReport | undefined> {
    return this.#worker.call('prune', this.#chainId, before, sweeps)
  }

  /** Gives back what memory the chain has taken for speed. */
  async rest(): Promise<void> {
    await this.#exclusively(() => this.#worker.call('rest', this.#chainId))
  }

  /** The worker's chain must not be changed by two callers at once; they take turns here. */
  #exclusively<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change, change)
    this.#last = result.catch(() => undefined)
    return result
  }
}
