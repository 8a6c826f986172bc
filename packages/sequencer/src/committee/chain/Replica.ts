import {
  asHash,
  type BlockHash,
  keccak256Hex,
  MvmError,
  recoverSealer,
  type SealDomain,
  type TransactionHash,
} from '@mvm/protocol'
import { BatchBuilder } from '../../batch/BatchBuilder.ts'
import type { RollupRules } from '../../batch/RollupRules.ts'
import { restoreBuilder } from '../../batch/restoreBuilder.ts'
import { BatchLog } from '../../log/BatchLog.ts'
import { tipAfter } from '../../log/tipAfter.ts'
import type { BatchOpening } from '../../port/BatchOpening.ts'
import type { BatchRecord } from '../../port/BatchRecord.ts'
import type { ChainHead } from '../../port/ChainHead.ts'
import type { L1View } from '../../port/L1ViewPort.ts'
import { hasRightProducer } from '../../producing/hasRightProducer.ts'
import type { ProducerAssignment } from '../../producing/ProducerAssignment.ts'
import type { ProducerDomain } from '../../producing/ProducerDomain.ts'
import type { CommitteeSchedule } from '../CommitteeSchedule.ts'
import { isSealInOrder } from '../seal/isSealInOrder.ts'
import type { SealLimits } from '../seal/SealLimits.ts'
import type { CommitteeChainPort } from './CommitteeChainPort.ts'
import { chainTip } from './chainTip.ts'
import type { Entry, Tip } from './Entry.ts'
import type { EntryBody } from './EntryBody.ts'
import { isCanonicalOpening } from './isCanonicalOpening.ts'
import { isNextOpening } from './isNextOpening.ts'

type BlockEntry = Extract<EntryBody, { kind: 'block' }>
type CloseEntry = Extract<EntryBody, { kind: 'close' }>

/** A chain's end, from which an entry can be judged. */
interface Situation {
  readonly head: ChainHead
  readonly log: BatchLog
  readonly tip: Tip
}

interface ReplicaProducers {
  readonly assignment: ProducerAssignment
  readonly domain: ProducerDomain
}

/** A DAC's chain as its committee decides it: judges entries by executing them, and takes them over. */
export class Replica {
  readonly #chainId: number
  readonly #chain: CommitteeChainPort
  readonly #schedule: CommitteeSchedule
  readonly #rules: RollupRules
  readonly #domain: SealDomain
  readonly #producers: ReplicaProducers | undefined
  readonly #onUnjudged: (error: unknown) => void
  #situation: Situation | undefined
  /** Of the open batch, up to the head. */
  #builder: { readonly builder: BatchBuilder; readonly headHash: BlockHash } | undefined

  constructor(options: {
    readonly chainId: number
    readonly chain: CommitteeChainPort
    readonly schedule: CommitteeSchedule
    readonly rules: RollupRules
    readonly domain: SealDomain
    /** Who may be a batch's producer; absent where that is not judged. */
    readonly producers?: ReplicaProducers | undefined
    /** Told why an entry could not be judged, which is then none. Must not throw. */
    readonly onUnjudged: (error: unknown) => void
  }) {
    this.#chainId = options.chainId
    this.#chain = options.chain
    this.#schedule = options.schedule
    this.#rules = options.rules
    this.#domain = options.domain
    this.#producers = options.producers
    this.#onUnjudged = options.onUnjudged
  }

  /** Takes back blocks without a record, which an interrupted adoption has left. */
  async recover(): Promise<void> {
    const last = (await this.#chain.batchRecords()).at(-1)
    if (last?.kind === 'open') return
    await this.#chain.rollBack(last === undefined ? 0 : tipAfter(last).nextBlock - 1)
  }

  /** To be called when something else than this has changed the chain. */
  forget(): void {
    this.#situation = undefined
  }

  async tip(): Promise<Tip> {
    return (await this.#look()).tip
  }

  /** The batch records and the head, as they are now. */
  async look(): Promise<Pick<Situation, 'head' | 'log'>> {
    return this.#look()
  }

  /** The builder of a batch that is opened on the head, or of the open one; not to be changed. `undefined` for none. */
  async builder(opens: BatchOpening | undefined): Promise<BatchBuilder | undefined> {
    const { head, log } = await this.#look()
    const { last } = log
    if (opens !== undefined)
      return last?.kind === 'open' ? undefined : this.#builderOf(opens, head, true)
    return last?.kind === 'open' ? this.#builderOf(last.opening, head, false) : undefined
  }

  /**
   * Whether an entry can be the next: sealed by who may, on an origin and a queue that this view of L1 shows, and
   * with the hash that executing it here gives. Never rejects for what is in an entry: others may say anything.
   *
   * @param limits of the ballot in which the entry is proposed; absent for one that is decided
   */
  async check(entry: Entry<EntryBody>, view: L1View, limits?: SealLimits): Promise<boolean> {
    const situation = await this.#look()
    try {
      return await this.#judge(entry, situation, view, limits)
    } catch (error) {
      this.#onUnjudged(error)
      return false
    }
  }

  async #judge(
    { parent, tip, body }: Entry<EntryBody>,
    situation: Situation,
    view: L1View,
    limits: SealLimits | undefined,
  ): Promise<boolean> {
    if (parent.id !== situation.tip.id || parent.position !== situation.tip.position) return false
    const isBlock = body.kind === 'block'
    if (tip.id !== (isBlock ? body.blockHash : body.batchHash)) return false
    return isBlock
      ? tip.position === 2 * body.number && this.#checkBlock(body, situation, view, limits)
      : tip.position === parent.position + 1 && this.#checkClose(body, situation)
  }

  /** Makes a decided entry the tip; does nothing when the chain is elsewhere. */
  async apply({ parent, body }: Entry<EntryBody>): Promise<void> {
    const situation = await this.#look()
    if (parent.id !== situation.tip.id) return
    if (body.kind === 'block') await this.#applyBlock(body, situation)
    else await this.#applyClose(body, situation)
  }

  async #checkBlock(
    body: BlockEntry,
    situation: Situation,
    view: L1View,
    limits: SealLimits | undefined,
  ): Promise<boolean> {
    const { head, log } = situation
    const { number, timestamp, parentHash, blockHash, transactions, seal } = body
    const committee = this.#schedule.committee(seal.epoch)
    if (committee?.includes(seal.sealer) !== true || parentHash !== head.hash) return false
    if (!isSealInOrder(seal, await this.#sealEpoch(situation), limits)) return false
    const opening = openingOf(body, log, view)
    if (opening?.chainId !== this.#chainId) return false
    if (body.opens !== undefined && this.#producers !== undefined) {
      const { assignment, domain } = this.#producers
      if (!(await hasRightProducer(opening, assignment, domain))) return false
    }
    const { origin, chainId } = opening
    if (body.originNumber !== origin.number || body.originHash !== origin.hash) return false
    const originFields = { originNumber: origin.number, originHash: origin.hash }
    const signed = { chainId, epoch: seal.epoch, number, parentHash, blockHash, ...originFields }
    if (recoverSealer(signed, seal.signature, this.#domain) !== seal.sealer) return false

    const builder = await this.#builderOf(opening, head, body.opens !== undefined)
    if (builder.misfit({ number, timestamp, transactions }) !== undefined) return false
    const template = { ...builder.template(timestamp), timestamp }
    try {
      const accepted = await this.#chain.accept({ template, opening, transactions })
      return accepted.hash === blockHash && accepted.skippedCount === 0
    } catch (error) {
      if (error instanceof MvmError && error.code === 'INVALID_TRANSACTION') return false
      throw error
    }
  }

  /** The epoch in which the head was sealed; `undefined` where L1 has told of it, or nobody has sealed it. */
  async #sealEpoch({ head, log }: Situation): Promise<number | undefined> {
    if (log.last === undefined || log.last.kind === 'adopted') return undefined
    const [seal] = await this.#chain.seals(head.number, 1)
    return seal?.epoch
  }

  async #checkClose(body: CloseEntry, { head, log }: Situation): Promise<boolean> {
    const { last } = log
    if (last?.kind !== 'open' || last.opening.firstBlock !== body.firstBlock) return false
    const builder = await this.#openBuilder(last.opening, head)
    return builder.blockCount === body.blockCount && builder.close().batchHash === body.batchHash
  }

  async #applyBlock(body: BlockEntry, { head, log }: Situation): Promise<void> {
    const { number, timestamp, transactions, blockHash, opens, seal } = body
    const record = opens === undefined ? undefined : ({ kind: 'open', opening: opens } as const)
    const commit = () =>
      this.#chain.commit({
        blockHash,
        transactionHashes: transactions.map((raw) => asHash<TransactionHash>(keccak256Hex(raw))),
        seal,
        ...(record === undefined ? {} : { opens: record }),
      })
    try {
      await commit()
    } catch (error) {
      if (!(error instanceof MvmError) || error.code !== 'NO_SEALED_BLOCK') throw error
      // Voted for in an earlier life: it is no longer in memory.
      const opening = opens ?? (log.last as Extract<BatchRecord, { kind: 'open' }>).opening
      const builder = await this.#builderOf(opening, head, opens !== undefined)
      const template = { ...builder.template(timestamp), timestamp }
      await this.#chain.accept({ template, opening, transactions })
      await commit()
    }
    const cached = this.#builder
    if (opens !== undefined) {
      const builder = new BatchBuilder(opens, head.timestamp, this.#rules)
      builder.append({ number, timestamp, transactions })
      this.#builder = { builder, headHash: blockHash }
      log.put({ kind: 'open', opening: opens })
    } else if (cached?.headHash === head.hash) {
      cached.builder.append({ number, timestamp, transactions })
      this.#builder = { builder: cached.builder, headHash: blockHash }
    }
    const newHead = await this.#chain.head()
    this.#situation = { head: newHead, log, tip: chainTip(newHead, log.last) }
  }

  async #applyClose(
    { firstBlock, blockCount, batchHash }: CloseEntry,
    { head, log }: Situation,
  ): Promise<void> {
    const { last } = log
    if (last?.kind !== 'open' || last.opening.firstBlock !== firstBlock) return
    const record = { kind: 'closed', opening: last.opening, blockCount, batchHash } as const
    await this.#chain.putBatchRecord(record)
    log.put(record)
    this.#builder = undefined
    this.#situation = { head, log, tip: chainTip(head, record) }
  }

  async #look(): Promise<Situation> {
    if (this.#situation === undefined) {
      const records = await this.#chain.batchRecords()
      const head = await this.#chain.head()
      const log = new BatchLog(records)
      this.#situation = { head, log, tip: chainTip(head, log.last) }
    }
    return this.#situation
  }

  #builderOf(opening: BatchOpening, head: ChainHead, isNew: boolean): Promise<BatchBuilder> {
    return isNew
      ? Promise.resolve(new BatchBuilder(opening, head.timestamp, this.#rules))
      : this.#openBuilder(opening, head)
  }

  async #openBuilder(opening: BatchOpening, head: ChainHead): Promise<BatchBuilder> {
    const cached = this.#builder
    if (cached?.headHash === head.hash) return cached.builder
    const blockCount = head.number - opening.firstBlock + 1
    const builder = await restoreBuilder(opening, blockCount, this.#chain, this.#rules)
    this.#builder = { builder, headHash: head.hash }
    return builder
  }
}

/** The batch that a block belongs to, if the block may belong to it and L1 is as the batch has it. */
function openingOf(body: BlockEntry, log: BatchLog, view: L1View): BatchOpening | undefined {
  const { last } = log
  const { opens } = body
  if (opens === undefined) {
    if (last?.kind !== 'open') return undefined
    return isCanonicalOpening(last.opening, view) ? last.opening : undefined
  }
  const isNext = opens.firstBlock === body.number && isNextOpening(opens, log, view)
  return isNext ? opens : undefined
}
