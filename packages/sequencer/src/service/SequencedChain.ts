import { type BatchHash, MvmError, type TransactionHash } from '@mvm/protocol'
import { BatchBuilder } from '../batch/BatchBuilder.ts'
import type { ClosedBatch } from '../batch/ClosedBatch.ts'
import { restoreBuilder } from '../batch/restoreBuilder.ts'
import { restoreClosedBatch } from '../batch/restoreClosedBatch.ts'
import { chainTip } from '../committee/chain/chainTip.ts'
import { BatchLog } from '../log/BatchLog.ts'
import { finishedHash } from '../log/finishedHash.ts'
import { tipAfter } from '../log/tipAfter.ts'
import type { PoolRemoval } from '../pool/PoolRemoval.ts'
import type { TransactionPool } from '../pool/TransactionPool.ts'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { FinishedRecord } from '../port/BatchRecord.ts'
import type { ChainHead } from '../port/ChainHead.ts'
import type { BlockBody } from '../port/ChainPort.ts'
import type { Decision, ResealReason } from '../reconcile/Decision.ts'
import type { CloseReason } from '../sealing/planSealing.ts'
import { Sealer, type SealOutcome } from '../sealing/Sealer.ts'
import { adoptUnlessAbandoned } from './adoptUnlessAbandoned.ts'
import { examineAll } from './examineAll.ts'
import type { SequencerEvent } from './SequencerEvent.ts'
import type { SequencerOptions } from './SequencerOptions.ts'

/** Payloads kept in memory between closing and sending; others are built again from storage. */
const CACHED_BATCHES = 32

export interface OpenBatch {
  readonly builder: BatchBuilder
  readonly openedAtMs: number
  /** A transaction did not fit into its payload any more. */
  readonly isFull: boolean
}

/** Everything by which a sequencer changes its L2 chain. The methods must not overlap. */
export class SequencedChain {
  readonly #options: SequencerOptions
  readonly #pool: TransactionPool
  readonly #sealer: Sealer
  readonly #emit: (event: SequencerEvent) => void
  readonly #closedBatches = new Map<BatchHash, ClosedBatch>()
  #log = new BatchLog([])
  #head: ChainHead | undefined
  #open: OpenBatch | undefined
  #resealCount = 0

  constructor(
    options: SequencerOptions,
    pool: TransactionPool,
    emit: (event: SequencerEvent) => void,
  ) {
    this.#options = options
    this.#pool = pool
    this.#emit = emit
    this.#sealer = new Sealer(options.chain, pool, options.producers)
  }

  get log(): BatchLog {
    return this.#log
  }

  /** Absent before {@link recover}. */
  get head(): ChainHead | undefined {
    return this.#head
  }

  get open(): OpenBatch | undefined {
    return this.#open
  }

  get resealCount(): number {
    return this.#resealCount
  }

  /** Takes up the state in which the last run ended, wherever that was. */
  async recover(): Promise<void> {
    const { chain, admission, pending, clock, rules } = this.#options
    this.#log = new BatchLog(await chain.batchRecords())
    const { last } = this.#log
    if (last?.kind !== 'open') {
      // Blocks without a record: the adoption of their batch was interrupted.
      await chain.rollBack(last === undefined ? 0 : tipAfter(last).nextBlock - 1)
    }
    const head = await chain.head()
    this.#head = head
    if (last?.kind === 'open') {
      const blockCount = head.number - last.opening.firstBlock + 1
      const builder = await restoreBuilder(last.opening, blockCount, chain, rules)
      this.#open = { builder, openedAtMs: clock.nowMs(), isFull: false }
    }
    const examined = await examineAll(admission, await pending.all())
    await this.forget(this.#pool.restore(examined, clock.nowMs()))
  }

  /**
   * Opens a batch in memory, in the name of a producer if one does it; it exists once its first block is sealed.
   * What was in blocks before is sealed again here, as it was.
   */
  async startBatch(
    planned: BatchOpening,
    parent: ChainHead,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { producers } = this.#options
    const waiting = () => this.#pool.encoded()
    const opening =
      producers === undefined || this.#pool.hasOrphans
        ? planned
        : await producers.open(planned, chainTip(parent, this.#log.last), waiting, signal)
    const builder = new BatchBuilder(opening, parent.timestamp, this.#options.rules)
    this.#open = { builder, openedAtMs: nowMs, isFull: false }
  }

  /** Seals the next block of the open batch. */
  async seal(
    open: OpenBatch,
    parent: ChainHead,
    allowEmpty: boolean,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<SealOutcome> {
    const { builder } = open
    const nowSeconds = Math.floor(nowMs / 1000)
    const tip = chainTip(parent, this.#log.last)
    const order = { builder, parent, nowSeconds, allowEmpty, tip }
    const outcome = await this.#sealer.seal(order, signal)
    const isFull = open.isFull || (outcome.kind !== 'unproduced' && outcome.isOutOfRoom)
    this.#open = builder.blockCount === 0 ? undefined : { ...open, isFull }
    if (outcome.kind === 'sealed') {
      const { head, transactionCount, depositCount } = outcome
      if (builder.blockCount === 1) this.#log.put({ kind: 'open', opening: builder.opening })
      this.#head = head
      const { number: blockNumber, hash: blockHash } = head
      this.#emit({ kind: 'sealed', blockNumber, blockHash, transactionCount, depositCount })
    }
    await this.forget(outcome.removals)
    return outcome
  }

  async close({ builder }: OpenBatch, reason: CloseReason): Promise<void> {
    const batch = builder.close()
    const { opening, blockCount } = builder
    const record = { kind: 'closed', opening, blockCount, batchHash: batch.batchHash } as const
    await this.#options.chain.putBatchRecord(record)
    this.#log.put(record)
    this.#open = undefined
    if (this.#closedBatches.size < CACHED_BATCHES) this.#closedBatches.set(batch.batchHash, batch)
    this.#emit({ kind: 'closed', reason, batch })
  }

  /** Takes the blocks from `fromBlock` on back and their transactions into the pool. */
  async reseal(fromBlock: number, reason: ResealReason): Promise<void> {
    const bodies = await this.#rollBack(fromBlock, reason)
    await this.#takeBack(bodies, new Set())
  }

  /**
   * Replaces the blocks from `fromBlock` on by those of canonical batches. Returns an error if L1 abandoned a
   * batch meanwhile: then the next view decides.
   */
  async adopt(
    { fromBlock, batches }: Extract<Decision, { kind: 'adopt' }>,
    signal: AbortSignal,
  ): Promise<MvmError | undefined> {
    const { chain } = this.#options
    const isOccupied = this.#head !== undefined && this.#head.number >= fromBlock
    const bodies = isOccupied ? await this.#rollBack(fromBlock, 'foreign-batch') : []
    const included = new Set<TransactionHash>()
    for (const batch of batches) {
      if (signal.aborted) break
      const adopted = await adoptUnlessAbandoned(chain, batch)
      if (adopted instanceof MvmError) {
        await this.#takeBack(bodies, included)
        return adopted
      }
      const { head, transactionHashes, accounts } = adopted
      this.#head = head
      this.#log.put({ kind: 'adopted', batch })
      for (const hash of transactionHashes) included.add(hash)
      const update = { included: transactionHashes, skipped: [], accounts }
      await this.forget(this.#pool.onBlock(update))
      this.#emit({ kind: 'adopted', fromBlock: batch.firstBlock, blockCount: batch.blockCount })
    }
    await this.#takeBack(bodies, included)
    return undefined
  }

  async loadClosedBatch(record: FinishedRecord): Promise<ClosedBatch> {
    const { chain, rules } = this.#options
    return this.#closedBatches.get(finishedHash(record)) ?? restoreClosedBatch(record, chain, rules)
  }

  /** Forgets payloads that need not be sent any more, and records of batches that end below a block. */
  async prune(unincluded: readonly FinishedRecord[], settledBlock: number): Promise<void> {
    const needed = new Set(unincluded.map(finishedHash))
    for (const batchHash of this.#closedBatches.keys()) {
      if (!needed.has(batchHash)) this.#closedBatches.delete(batchHash)
    }
    if (this.#log.prune(settledBlock)) await this.#options.chain.pruneBatchRecords(settledBlock)
  }

  /** Removes the durable copies of transactions that left the pool without being included. */
  async forget(removals: readonly PoolRemoval[]): Promise<void> {
    if (removals.length === 0) return
    this.#emit({ kind: 'removed', removals })
    await this.#options.pending.remove(removals.map(({ pooled }) => pooled.transaction.hash))
  }

  async #rollBack(
    fromBlock: number,
    reason: ResealReason | 'foreign-batch',
  ): Promise<readonly BlockBody[]> {
    const { chain, calls } = this.#options
    this.#open = undefined
    const bodies = await chain.rollBack(fromBlock - 1)
    for (const record of this.#log.truncate(fromBlock - 1)) {
      // A batch that L1 dropped would be sent again, only to revert.
      if (record.kind === 'closed') calls.cancel(record.batchHash)
    }
    this.#head = await chain.head()
    this.#resealCount++
    const transactionCount = bodies.reduce((sum, { transactions }) => sum + transactions.length, 0)
    this.#emit({
      kind: 'resealing',
      fromBlock,
      blockCount: bodies.length,
      transactionCount,
      reason,
    })
    return bodies
  }

  /** Puts the transactions of abandoned blocks back into the pool, but for those that are in the chain again. */
  async #takeBack(
    bodies: readonly BlockBody[],
    included: ReadonlySet<TransactionHash>,
  ): Promise<void> {
    const { chain, admission, clock } = this.#options
    const examinedOf = async ({ number, transactions }: BlockBody) =>
      (await examineAll(admission, transactions)).map((examined) => ({
        examined,
        blockNumber: number,
      }))
    const orphans = (await Promise.all(bodies.map(examinedOf)))
      .flat()
      .filter((orphan) => !included.has(orphan.examined.transaction.hash))
    const signers = orphans.map((orphan) => orphan.examined.transaction.signer)
    const accounts = await chain.accounts([...new Set([...this.#pool.addresses(), ...signers])])
    await this.forget(this.#pool.onReorg(orphans, accounts, clock.nowMs()))
  }
}
