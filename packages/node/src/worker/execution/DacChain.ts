import { deserialize, serialize } from 'node:v8'
import { deriveBatch } from '@mvm/derivation'
import {
  BlockExecution,
  type CommittedState,
  type ExecutedBlock,
  type ExecutionOptions,
  executeBlock,
  type Machine,
  type MvmProfile,
  type ParentBlock,
  StateCache,
} from '@mvm/execution'
import {
  type Address,
  type BatchHash,
  type BlockHash,
  type BlockInput,
  decodeTransaction,
  type L1Origin,
  nextBaseFee,
  type OutputRoot,
  type QueueElement,
  type TransactionBatch,
  type TransactionHash,
} from '@mvm/protocol'
import {
  type AcceptedBlock,
  type AcceptRequest,
  type AccountState,
  type AdoptedBatch,
  type BatchRecord,
  type BlockBody,
  type ChainHead,
  type CommitRequest,
  type EntryBody,
  rederiveBlockInput,
  type SealedBlock,
  type SealRequest,
  type SignedSeal,
  type SkippedCandidate,
  type Vote,
} from '@mvm/sequencer'
import type {
  AppendedBlock,
  BlockReference,
  ChainChange,
  StorageUnit,
  SweepReport,
} from '@mvm/storage'
import { NoSealedBlockError } from '../../error/NoSealedBlockError.ts'
import { batchRecords } from '../../storage/batchRecords.ts'
import { committeeRecords } from '../../storage/committeeRecords.ts'
import { noncesMovedBy } from './noncesMovedBy.ts'
import { toSkipReason } from './toSkipReason.ts'

/** What a commit did to the canonical chain. */
export interface CommittedChange {
  /** Highest first; their blocks can still be read by reference. */
  readonly removed: readonly BlockReference[]
  /** Lowest first. */
  readonly added: readonly BlockReference[]
}

/** Where L1 stands with the chain: what {@link DacChain.confirm} writes. */
export interface Confirmation {
  readonly safeNumber: number
  readonly finalizedNumber: number
  /** Canonical batches from this index on are replaced. */
  readonly removeFromBatch: number
  readonly batches: readonly TransactionBatch[]
}

interface PendingBlock {
  readonly appended: AppendedBlock
}

/**
 * One DAC's chain in the execution worker: the only writer of its storage unit. Seals, verifies, derives, rolls
 * back; one change is one atomic commit, told to `onChange` afterwards. Calls must not overlap.
 */
export class DacChain {
  readonly #unit: StorageUnit
  readonly #profile: MvmProfile
  readonly #onChange: (change: CommittedChange) => void
  /** Sealing and verifying are two lines of execution: neither may see what the other remembers. */
  readonly #sealing: ExecutionOptions
  readonly #verifying: ExecutionOptions
  readonly #sealingCache = new StateCache()
  readonly #verifyingCache = new StateCache()
  #pending: PendingBlock | undefined
  /** A block of another sequencer, beside which one of our own may be sealed meanwhile. */
  #accepted: PendingBlock | undefined

  /** @param machine another one than the protocol's, for fault injection */
  constructor(unit: StorageUnit, onChange: (change: CommittedChange) => void, machine?: Machine) {
    this.#unit = unit
    this.#profile = { kind: 'mvm', chainId: unit.chainId }
    this.#onChange = onChange
    const ofMachine = machine === undefined ? {} : { machine }
    this.#sealing = { cache: this.#sealingCache, ...ofMachine }
    this.#verifying = { cache: this.#verifyingCache, ...ofMachine }
  }

  head(): ChainHead {
    const { header, hash } = this.#parent()
    return toHead(header, hash)
  }

  async seal(request: SealRequest): Promise<SealedBlock> {
    const { template, candidates } = request
    const parent = this.#parent()
    const execution = await BlockExecution.begin(
      this.#unit,
      parent,
      template,
      this.#profile,
      this.#sealing,
    )
    const included: number[] = []
    const skipped: SkippedCandidate[] = []
    const signers = new Set<Address>()
    for (const [index, raw] of candidates.entries()) {
      const transaction = decodeTransaction(raw, { chainId: template.chainId })
      signers.add(transaction.signer)
      const result = await execution.tryTransaction(transaction)
      // What a faulty machine leaves out stands in the payload all the same: that is its lie.
      if (result.status === 'included' || result.reason.code === 'LEFT_OUT') included.push(index)
      else skipped.push({ index, reason: toSkipReason(result.reason) })
    }
    const sealed = execution.finish()
    const transactions = included.map((index) => candidates[index] as Uint8Array)
    const input = rederiveBlockInput(request, parent.header.timestamp, transactions)
    const verified = await executeBlock(this.#unit, parent, input, this.#profile, this.#verifying)
    this.#pending = { appended: toAppended(verified, input) }
    for (const transaction of verified.transactions) {
      for (const address of noncesMovedBy(transaction)) signers.add(address)
    }
    return {
      sealed: { header: sealed.header, hash: sealed.hash, outputRoot: sealed.outputRoot },
      verified: { header: verified.header, hash: verified.hash, outputRoot: verified.outputRoot },
      included,
      skipped,
      accounts: this.#latestAccounts(signers),
      nextBaseFeePerGas: nextBaseFee(verified.header),
    }
  }

  async commit(request: CommitRequest): Promise<void> {
    const { blockHash, transactionHashes, opens, seal } = request
    const pending = [this.#pending, this.#accepted].find((one) => one?.appended.hash === blockHash)
    if (pending === undefined) throw new NoSealedBlockError({ blockHash })
    const records = recordChange(opens === undefined ? [] : [opens])
    const { number } = pending.appended.header
    if (seal !== undefined) records.set(committeeRecords.sealName(number), serialize(seal))
    await this.#write({
      blocks: [pending.appended],
      pool: { remove: transactionHashes },
      ...(records.size === 0 ? {} : { records }),
    })
    this.#pending = undefined
    this.#accepted = undefined
  }

  async accept(request: AcceptRequest): Promise<AcceptedBlock> {
    const parent = this.#parent()
    const input = rederiveBlockInput(request, parent.header.timestamp, request.transactions)
    const block = await executeBlock(this.#unit, parent, input, this.#profile, this.#verifying)
    this.#accepted = { appended: toAppended(block, input) }
    const signers = new Set(block.transactions.flatMap(noncesMovedBy))
    return {
      hash: block.hash,
      skippedCount: block.skipped.length,
      accounts: this.#latestAccounts(signers),
      nextBaseFeePerGas: nextBaseFee(block.header),
    }
  }

  blockHashes(first: number, count: number): readonly BlockHash[] {
    return Array.from({ length: count }, (_, index) => this.#block(first + index).hash)
  }

  seals(first: number, count: number): readonly (SignedSeal | undefined)[] {
    return Array.from({ length: count }, (_, index) => {
      const bytes = this.#unit.record(committeeRecords.sealName(first + index))
      return bytes === undefined ? undefined : (deserialize(bytes) as SignedSeal)
    })
  }

  vote(): Vote<EntryBody> | undefined {
    const bytes = this.#unit.record(committeeRecords.voteName)
    return bytes === undefined ? undefined : (deserialize(bytes) as Vote<EntryBody>)
  }

  async putVote(vote: Vote<EntryBody>): Promise<void> {
    await this.#unit.commit({ records: new Map([[committeeRecords.voteName, serialize(vote)]]) })
  }

  discard(): void {
    this.#pending = undefined
  }

  async rollBack(toBlock: number): Promise<readonly BlockBody[]> {
    this.#pending = undefined
    this.#accepted = undefined
    const head = this.#unit.heads().unsafe.number
    if (toBlock >= head) return []
    const abandoned = this.blocks(toBlock + 1, head - toBlock)
    const records = (await batchRecords.all(this.#unit)).filter(
      (record) => batchRecords.firstBlock(record) > toBlock,
    )
    const chainId = this.#unit.chainId
    await this.#write({
      rollBackTo: toBlock,
      pool: {
        put: abandoned.flatMap(({ transactions }) =>
          transactions.map((raw) => ({ hash: decodeTransaction(raw, { chainId }).hash, raw })),
        ),
      },
      records: new Map(
        records.map((record) => [batchRecords.name(batchRecords.firstBlock(record)), null]),
      ),
    })
    return abandoned
  }

  async adopt(
    batch: TransactionBatch,
    queueElements: readonly QueueElement[],
    origin: L1Origin,
  ): Promise<AdoptedBatch> {
    this.#pending = undefined
    this.#accepted = undefined
    let parent = this.#parent()
    const inputs = deriveBatch({
      batch,
      queueElements,
      origin,
      parentTimestamp: parent.header.timestamp,
      parentNumber: parent.header.number,
    })
    const hashes: TransactionHash[] = []
    const signers = new Set<Address>()
    for (const [index, input] of inputs.entries()) {
      const block = await executeBlock(this.#unit, parent, input, this.#profile, this.#verifying)
      const included: TransactionHash[] = []
      for (const transaction of block.transactions) {
        for (const address of noncesMovedBy(transaction)) signers.add(address)
        if (transaction.type !== 0x7e) included.push(transaction.hash)
      }
      hashes.push(...included)
      // Each block before the next: what it made must be readable, and a chain is as long as its blocks are.
      await this.#write({
        blocks: [toAppended(block, input)],
        pool: { remove: included },
        ...(index === inputs.length - 1
          ? { records: recordChange([{ kind: 'adopted', batch }]) }
          : {}),
      })
      parent = block
    }
    return {
      head: toHead(parent.header, parent.hash),
      transactionHashes: hashes,
      accounts: this.accounts([...signers]),
    }
  }

  blocks(first: number, count: number): readonly BlockBody[] {
    return Array.from({ length: count }, (_, index) => {
      const { header, transactions } = this.#block(first + index)
      return {
        number: header.number,
        timestamp: header.timestamp,
        transactions: transactions.filter((transaction) => transaction instanceof Uint8Array),
      }
    })
  }

  outputRoots(first: number, count: number): readonly OutputRoot[] {
    return Array.from({ length: count }, (_, index) => this.#block(first + index).outputRoot)
  }

  batchHashOf(blockNumber: number): BatchHash | undefined {
    return this.#unit.batchOfBlock(blockNumber)?.batchHash
  }

  accounts(addresses: readonly Address[]): ReadonlyMap<Address, AccountState> {
    const { header } = this.#parent()
    const state = this.#verifyingCache.open(this.#unit, header.stateRoot)
    return new Map(addresses.map((address) => [address, toAccountState(state.account(address))]))
  }

  batchRecords(): Promise<readonly BatchRecord[]> {
    return batchRecords.all(this.#unit)
  }

  async putBatchRecord(record: BatchRecord): Promise<void> {
    await this.#unit.commit({ records: recordChange([record]) })
  }

  async pruneBatchRecords(blockNumber: number): Promise<void> {
    const records = await batchRecords.all(this.#unit)
    // A batch ends where the next one begins.
    const stale = records.filter((_, index) => {
      const next = records[index + 1]
      return next !== undefined && batchRecords.firstBlock(next) <= blockNumber
    })
    if (stale.length === 0) return
    const kept = records[stale.length]
    const seals =
      kept === undefined
        ? []
        : await committeeRecords.sealNamesBelow(this.#unit, batchRecords.firstBlock(kept))
    const names = stale.map((record) => batchRecords.name(batchRecords.firstBlock(record)))
    await this.#unit.commit({ records: new Map([...names, ...seals].map((name) => [name, null])) })
  }

  /** Moves the derived heads and the canonical batches to what L1 shows now. */
  async confirm(confirmation: Confirmation): Promise<void> {
    const reference = (number: number): BlockReference => ({
      number,
      hash: this.#block(number).hash,
    })
    await this.#unit.commit({
      heads: {
        safe: reference(confirmation.safeNumber),
        finalized: reference(confirmation.finalizedNumber),
      },
      batches: { removeFrom: confirmation.removeFromBatch, put: confirmation.batches },
    })
    this.#onChange({ removed: [], added: [] })
  }

  /** Gives back memory, unless a block is under way. */
  rest(): void {
    if (this.#pending !== undefined || this.#accepted !== undefined) return
    this.#sealingCache.forget()
    this.#verifyingCache.forget()
    this.#unit.forgetState()
  }

  /** Removes what is older than a final block, and state with it if `sweeps` is set, in between of everything else. */
  async prune(before: number, sweeps: boolean): Promise<SweepReport | undefined> {
    return this.#unit.prune(before, { sweeps })
  }

  close(): Promise<void> {
    return this.#unit.close()
  }

  async #write(change: ChainChange): Promise<void> {
    const head = this.#unit.heads().unsafe.number
    const removed: BlockReference[] = []
    for (let number = head; number > (change.rollBackTo ?? head); number--) {
      removed.push({ number, hash: this.#block(number).hash })
    }
    await this.#unit.commit(change)
    this.#onChange({
      removed,
      added: (change.blocks ?? []).map(({ header, hash }) => ({ number: header.number, hash })),
    })
  }

  /** After the block that was verified last. */
  #latestAccounts(addresses: ReadonlySet<Address>): ReadonlyMap<Address, AccountState> {
    // Not opened by its root: the block is not in the storage unit yet.
    const state = this.#verifyingCache.latest as CommittedState
    return new Map(
      [...addresses].map((address) => [address, toAccountState(state.account(address))]),
    )
  }

  #parent(): ParentBlock {
    const { unsafe } = this.#unit.heads()
    return this.#block(unsafe.number)
  }

  #block(number: number) {
    const block = this.#unit.block(number)
    if (block === undefined) throw new RangeError(`there is no block ${number}`)
    return block
  }
}

function toAppended(block: ExecutedBlock, input: BlockInput): AppendedBlock {
  const { header, hash, outputRoot, receipts, changes } = block
  const skipped = block.skipped.map(({ index, reason }) => ({ index, reason: reason.code }))
  // As many as there are receipts: a faulty machine may have executed one that the input does not have.
  const deposits = block.transactions.filter((transaction) => transaction.type === 0x7e)
  return { header, hash, outputRoot, input: { ...input, deposits }, receipts, skipped, changes }
}

function toHead(header: ParentBlock['header'], hash: ParentBlock['hash']): ChainHead {
  return {
    number: header.number,
    hash,
    timestamp: header.timestamp,
    nextBaseFeePerGas: nextBaseFee(header),
  }
}

function toAccountState(account: AccountState | null | undefined): AccountState {
  return { nonce: account?.nonce ?? 0n, balance: account?.balance ?? 0n }
}

function recordChange(records: readonly BatchRecord[]): Map<string, Uint8Array | null> {
  return new Map(
    records.map((record) => [
      batchRecords.name(batchRecords.firstBlock(record)),
      batchRecords.encode(record),
    ]),
  )
}
