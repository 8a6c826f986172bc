import { type BatchHash, MvmError, type TransactionBatch } from '@mvm/protocol'
import type { RollupRules } from '../../batch/RollupRules.ts'
import { restoreBuilder } from '../../batch/restoreBuilder.ts'
import type { ClockPort } from '../../port/ClockPort.ts'
import type { L1View } from '../../port/L1ViewPort.ts'
import { reconcile } from '../../reconcile/reconcile.ts'
import { adoptUnlessAbandoned } from '../../service/adoptUnlessAbandoned.ts'
import type { SequencerEvent } from '../../service/SequencerEvent.ts'
import type { CommitteeChainPort } from './CommitteeChainPort.ts'
import type { Replica } from './Replica.ts'

/** What L1 shows of a DAC, on a node that does not lead: it overrides what a committee has decided. */
export class CommitteeFollower {
  readonly #chain: CommitteeChainPort
  readonly #replica: Replica
  readonly #rules: RollupRules
  readonly #clock: ClockPort
  readonly #patienceMs: number
  readonly #isLive: () => boolean
  readonly #emit: (event: SequencerEvent) => void
  /** A batch on L1 whose first blocks are here, and until when the others are awaited from the leader. */
  #awaited: { readonly batchHash: BatchHash; readonly untilMs: number } | undefined

  /**
   * @param patienceMs how long a leader is given to send what L1 shows already
   * @param isLive whether views show L1 as it is, and not as it was
   */
  constructor(options: {
    readonly chain: CommitteeChainPort
    readonly replica: Replica
    readonly rules: RollupRules
    readonly clock: ClockPort
    readonly patienceMs: number
    readonly isLive: () => boolean
    readonly emit: (event: SequencerEvent) => void
  }) {
    this.#chain = options.chain
    this.#replica = options.replica
    this.#rules = options.rules
    this.#clock = options.clock
    this.#patienceMs = options.patienceMs
    this.#isLive = options.isLive
    this.#emit = options.emit
  }

  /**
   * Brings the chain to what one view shows, to be called when nobody else changes it. False when it could not yet:
   * L1 is on its way through a reorganisation, or the leader has what is missing.
   */
  async follow(view: L1View, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const { head, log } = await this.#replica.look()
      const local = log.describe(view.base.nextBlock, head.number, () => false)
      const decision = reconcile(local, view, this.#rules)
      if (decision.kind === 'wait') return false
      if (decision.kind === 'reseal') {
        // What most of a committee has decided with this vote must not be forgotten for what L1 was like once.
        if (!this.#isLive()) return false
        await this.#rollBack(decision.fromBlock, decision.reason)
      } else if (decision.kind === 'adopt') {
        if (!(await this.#adopt(decision.fromBlock, decision.batches, signal))) return false
      } else {
        const last = view.batches[decision.safeCount - 1]
        const nextSafe =
          last === undefined ? view.base.nextBlock : last.firstBlock + last.blockCount
        this.#emit({ kind: 'agreed', view, safeBlock: nextSafe - 1 })
        const settledBlock = Math.min(view.base.nextBlock - 1, view.firstUnassertedBlock)
        if (log.prune(settledBlock)) await this.#chain.pruneBatchRecords(settledBlock)
        return true
      }
    }
    return false
  }

  async #adopt(
    fromBlock: number,
    batches: readonly TransactionBatch[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const [first, ...rest] = batches
    if (first === undefined) return true
    const hasFirst = await this.#closeAs(first)
    if (!hasFirst && (await this.#mayComeFromLeader(first))) return false
    const { head } = await this.#replica.look()
    if (!hasFirst && head.number >= fromBlock) await this.#rollBack(fromBlock, 'foreign-batch')
    for (const batch of hasFirst ? rest : batches) {
      if (signal.aborted) return false
      // What is above a batch that was only closed gives way to the next one.
      const { head: parent } = await this.#replica.look()
      if (parent.number >= batch.firstBlock) return true
      const adopted = await adoptUnlessAbandoned(this.#chain, batch)
      this.#replica.forget()
      if (adopted instanceof MvmError) return false
      this.#emit({ kind: 'adopted', fromBlock: batch.firstBlock, blockCount: batch.blockCount })
    }
    return true
  }

  /**
   * Whether a batch on L1 seems to go on from blocks that are here, as when this node was away: nobody who asks it
   * should see these blocks go and come again.
   */
  async #mayComeFromLeader(batch: TransactionBatch): Promise<boolean> {
    const { head, log } = await this.#replica.look()
    const { last } = log
    const isBegun =
      last?.kind === 'open' &&
      last.opening.firstBlock === batch.firstBlock &&
      last.opening.origin.hash === batch.originHash &&
      head.number < batch.firstBlock + batch.blockCount
    if (!isBegun) return false
    const { batchHash } = batch
    const nowMs = this.#clock.nowMs()
    if (this.#awaited?.batchHash !== batchHash) {
      this.#awaited = { batchHash, untilMs: nowMs + this.#patienceMs }
    }
    return nowMs < this.#awaited.untilMs
  }

  /** L1 may show the end of a batch before its leader tells: then its blocks are here already. */
  async #closeAs({ firstBlock, blockCount, batchHash }: TransactionBatch): Promise<boolean> {
    const { head, log } = await this.#replica.look()
    const { last } = log
    if (last?.kind !== 'open' || last.opening.firstBlock !== firstBlock) return false
    if (head.number !== firstBlock + blockCount - 1) return false
    const { opening } = last
    const builder = await restoreBuilder(opening, blockCount, this.#chain, this.#rules)
    if (builder.close().batchHash !== batchHash) return false
    await this.#chain.putBatchRecord({ kind: 'closed', opening, blockCount, batchHash })
    this.#replica.forget()
    return true
  }

  async #rollBack(
    fromBlock: number,
    reason: Extract<SequencerEvent, { kind: 'resealing' }>['reason'],
  ): Promise<void> {
    const bodies = await this.#chain.rollBack(fromBlock - 1)
    this.#replica.forget()
    const transactionCount = bodies.reduce((sum, { transactions }) => sum + transactions.length, 0)
    const blockCount = bodies.length
    this.#emit({ kind: 'resealing', fromBlock, blockCount, transactionCount, reason })
  }
}
