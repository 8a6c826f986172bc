import {
  type Address,
  type BatchHash,
  type BlockHash,
  type OutputRoot,
  type SealDomain,
  sealDigest,
  type TransactionBatch,
} from '@mvm/protocol'
import type { AccountState } from '../../port/AccountState.ts'
import type { BatchRecord } from '../../port/BatchRecord.ts'
import type { ChainHead } from '../../port/ChainHead.ts'
import type {
  AcceptedBlock,
  AcceptRequest,
  AdoptedBatch,
  BlockBody,
  ChainPort,
  CommitRequest,
  SealedBlock,
  SealRequest,
} from '../../port/ChainPort.ts'
import type { Mutex } from '../Mutex.ts'
import type { CommitteeMember } from '../member/CommitteeMember.ts'
import { NotLeadingError } from '../NotLeadingError.ts'
import type { SealSigner } from '../seal/SealSigner.ts'
import type { CommitteeChainPort } from './CommitteeChainPort.ts'
import type { Entry } from './Entry.ts'
import type { EntryBody } from './EntryBody.ts'
import type { Replica } from './Replica.ts'

/**
 * The chain as the leader's sequencer sees it: what it seals and closes is decided by the committee before it is
 * committed. Rejects with {@link NotLeadingError} once the node leads no more.
 */
export class LeadingChain implements ChainPort {
  readonly #chain: CommitteeChainPort
  readonly #member: CommitteeMember
  readonly #replica: Replica
  readonly #mutex: Mutex
  readonly #signer: SealSigner
  readonly #domain: SealDomain
  readonly #epoch: number
  readonly #signal: AbortSignal
  readonly #onDecided: (entry: Entry<EntryBody>) => void
  /** The block that waits for its decision. */
  #sealed: (AcceptRequest & { readonly parentHash: BlockHash }) | undefined

  /** @param signal aborts when the node is deposed */
  constructor(options: {
    readonly chain: CommitteeChainPort
    readonly member: CommitteeMember
    readonly replica: Replica
    readonly mutex: Mutex
    readonly signer: SealSigner
    readonly domain: SealDomain
    readonly epoch: number
    readonly signal: AbortSignal
    /** Told of each entry once it is decided and made the tip. */
    readonly onDecided?: ((entry: Entry<EntryBody>) => void) | undefined
  }) {
    this.#chain = options.chain
    this.#member = options.member
    this.#replica = options.replica
    this.#mutex = options.mutex
    this.#signer = options.signer
    this.#domain = options.domain
    this.#epoch = options.epoch
    this.#signal = options.signal
    this.#onDecided = options.onDecided ?? (() => undefined)
  }

  head(): Promise<ChainHead> {
    return this.#chain.head()
  }

  async seal(request: SealRequest): Promise<SealedBlock> {
    const block = await this.#exclusively(() => this.#chain.seal(request))
    const { template, opening, parent, candidates } = request
    const transactions = block.included.map((index) => candidates[index] as Uint8Array)
    this.#sealed = { template, opening, transactions, parentHash: parent.hash }
    return block
  }

  accept(request: AcceptRequest): Promise<AcceptedBlock> {
    return this.#exclusively(async () => {
      const { hash: parentHash } = await this.#chain.head()
      const block = await this.#chain.accept(request)
      this.#sealed = { ...request, parentHash }
      return block
    })
  }

  async commit({ blockHash, opens }: CommitRequest): Promise<void> {
    const sealed = this.#sealed
    if (sealed === undefined) throw new NotLeadingError({ reason: 'stale' })
    const { template, opening, transactions, parentHash } = sealed
    const { number, timestamp } = template
    const { origin, chainId } = opening
    const anchors = { originNumber: origin.number, originHash: origin.hash }
    const place = { number, parentHash, blockHash, ...anchors }
    const seal = { chainId, epoch: this.#epoch, ...place }
    const signature = await this.#signer.sign(sealDigest(seal, this.#domain))
    const body: EntryBody = {
      ...{ kind: 'block', timestamp, ...place },
      transactions,
      ...(opens === undefined ? {} : { opens: opening }),
      seal: { epoch: this.#epoch, sealer: this.#signer.address, signature },
    }
    await this.#decide(body, { position: 2 * number, id: blockHash })
  }

  async putBatchRecord(record: BatchRecord): Promise<void> {
    if (record.kind !== 'closed') {
      await this.#moving(() => this.#chain.putBatchRecord(record))
      return
    }
    const { opening, blockCount, batchHash } = record
    const { firstBlock, origin } = opening
    const anchors = { originNumber: origin.number, originHash: origin.hash }
    const position = 2 * (firstBlock + blockCount - 1) + 1
    await this.#decide(
      { kind: 'close', firstBlock, blockCount, batchHash, ...anchors },
      { position, id: batchHash },
    )
  }

  discard(): Promise<void> {
    return this.#exclusively(() => this.#chain.discard())
  }

  rollBack(toBlock: number): Promise<readonly BlockBody[]> {
    return this.#moving(() => this.#chain.rollBack(toBlock))
  }

  adopt(batch: TransactionBatch): Promise<AdoptedBatch> {
    return this.#moving(() => this.#chain.adopt(batch))
  }

  pruneBatchRecords(blockNumber: number): Promise<void> {
    return this.#moving(() => this.#chain.pruneBatchRecords(blockNumber))
  }

  blocks(first: number, count: number): Promise<readonly BlockBody[]> {
    return this.#chain.blocks(first, count)
  }

  outputRoots(first: number, count: number): Promise<readonly OutputRoot[]> {
    return this.#chain.outputRoots(first, count)
  }

  batchHashOf(blockNumber: number): Promise<BatchHash | undefined> {
    return this.#chain.batchHashOf(blockNumber)
  }

  accounts(addresses: readonly Address[]): Promise<ReadonlyMap<Address, AccountState>> {
    return this.#chain.accounts(addresses)
  }

  batchRecords(): Promise<readonly BatchRecord[]> {
    return this.#chain.batchRecords()
  }

  async #decide(body: EntryBody, tip: { readonly position: number; readonly id: string }) {
    const parent = await this.#exclusively(() => this.#replica.tip())
    const entry = { parent, tip, body }
    await this.#member.propose(entry)
    this.#onDecided(entry)
  }

  /** A change that is L1's and needs no decision. */
  #moving<Result>(change: () => Promise<Result>): Promise<Result> {
    return this.#exclusively(async () => {
      const result = await change()
      await this.#member.chainMoved()
      return result
    })
  }

  /** A deposed sequencer must not touch the chain that somebody else now moves. */
  #exclusively<Result>(action: () => Promise<Result>): Promise<Result> {
    return this.#mutex.run(() => {
      if (this.#signal.aborted) throw new NotLeadingError({ reason: 'superseded' })
      return action()
    })
  }
}
