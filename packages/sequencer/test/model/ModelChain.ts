import { DerivationInputError, deriveBatch } from '@mvm/derivation'
import {
  type Accumulator,
  type Address,
  asHash,
  BASE_FEE_FLOOR,
  type BlockHash,
  type BlockInput,
  type Hash,
  keccak256Hex,
  type L1Origin,
  MvmError,
  type QueueElement,
  type StateRoot,
  type StorageRoot,
  type TransactionBatch,
  type TransactionHash,
} from '@mvm/protocol'
import type { Vote } from '../../src/committee/ballot/Vote.ts'
import type { CommitteeChainPort } from '../../src/committee/chain/CommitteeChainPort.ts'
import type { EntryBody } from '../../src/committee/chain/EntryBody.ts'
import type { SignedSeal } from '../../src/committee/seal/SignedSeal.ts'
import { finishedHash } from '../../src/log/finishedHash.ts'
import { recordFirstBlock } from '../../src/log/recordFirstBlock.ts'
import type { AccountState } from '../../src/port/AccountState.ts'
import type { AdmissionPort, ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import type { BatchRecord } from '../../src/port/BatchRecord.ts'
import type { ChainHead } from '../../src/port/ChainHead.ts'
import type {
  AcceptedBlock,
  AcceptRequest,
  AdoptedBatch,
  BlockBody,
  BlockFacts,
  CommitRequest,
  SealedBlock,
  SealRequest,
  SkippedCandidate,
} from '../../src/port/ChainPort.ts'
import type { PendingTransactionPort } from '../../src/port/PendingTransactionPort.ts'
import type { SkipReason } from '../../src/port/SkipReason.ts'
import { rederiveBlockInput } from '../../src/sealing/rederiveBlockInput.ts'
import { outputRootOf } from './ModelL1.ts'

class NoSealedBlock extends MvmError {
  readonly code = 'NO_SEALED_BLOCK'
}

const WEALTH = 10n ** 24n
const ZERO_WORD = `0x${'00'.repeat(32)}`

/** Where the chain finds what a batch is derived from. */
export interface ChainSources {
  readonly queue: readonly QueueElement[]
  block(number: number): L1Origin | undefined
}

interface ModelBlock {
  readonly number: number
  readonly hash: BlockHash
  readonly timestamp: number
  readonly coinbase: Address
  readonly included: readonly ExaminedTransaction[]
  /** Nonce of every account that has used one. */
  readonly nonces: ReadonlyMap<Address, bigint>
}

const genesis: ModelBlock = {
  number: 0,
  hash: asHash<BlockHash>(ZERO_WORD),
  timestamp: 0,
  coinbase: `0x${'00'.repeat(20)}` as Address,
  included: [],
  nonces: new Map(),
}

/**
 * An L2 chain whose only state are nonces: a transaction is valid when it has its signer's next one, a deposit
 * uses up one of its sender's. Everything in it survives the sequencer.
 */
export class ModelChain implements CommitteeChainPort, PendingTransactionPort, AdmissionPort {
  readonly #l1: ChainSources
  /** Every transaction that the world knows, by its encoding. */
  readonly #known: ReadonlyMap<string, ExaminedTransaction>
  #blocks: ModelBlock[] = [genesis]
  #records: BatchRecord[] = []
  #pending = new Map<TransactionHash, Uint8Array>()
  #sealed: ModelBlock | undefined
  #accepted: ModelBlock | undefined
  #vote: Vote<EntryBody> | undefined
  readonly #seals = new Map<number, SignedSeal>()
  #crashes = 0

  constructor(l1: ChainSources, known: ReadonlyMap<string, ExaminedTransaction>) {
    this.#l1 = l1
    this.#known = known
  }

  get block(): ModelBlock {
    return this.#blocks.at(-1) as ModelBlock
  }

  get allBlocks(): readonly ModelBlock[] {
    return this.#blocks
  }

  get records(): readonly BatchRecord[] {
    return this.#records
  }

  /** Ends what is under way and forgets what is only in memory. */
  crash(): void {
    this.#crashes++
    this.#sealed = undefined
    this.#accepted = undefined
  }

  nonce(address: Address): bigint {
    return this.block.nonces.get(address) ?? 0n
  }

  async head(): Promise<ChainHead> {
    const { number, hash, timestamp } = this.block
    return { number, hash, timestamp, nextBaseFeePerGas: BASE_FEE_FLOOR }
  }

  async seal(request: SealRequest): Promise<SealedBlock> {
    const { parent, template, candidates } = request
    if (parent.hash !== this.block.hash) throw new Error('sealing on something else than the head')
    const included: number[] = []
    const skipped: SkippedCandidate[] = []
    const nonces = new Map(this.block.nonces)
    for (const { from } of template.deposits) nonces.set(from, (nonces.get(from) ?? 0n) + 1n)
    for (const [index, raw] of candidates.entries()) {
      const reason = this.#apply(raw, nonces)
      if (reason === undefined) included.push(index)
      else skipped.push({ index, reason })
    }
    const transactions = included.map((index) => candidates[index] as Uint8Array)
    const built = this.#execute(this.block, { ...template, transactions })
    const verified = this.#execute(
      this.block,
      rederiveBlockInput(request, parent.timestamp, transactions),
    )
    this.#sealed = built
    const signers = candidates.map((raw) => this.#look(raw).transaction.signer)
    return {
      sealed: facts(built),
      verified: facts(verified),
      included,
      skipped,
      accounts: states(signers, built),
      nextBaseFeePerGas: BASE_FEE_FLOOR,
    }
  }

  async commit({ blockHash, opens, transactionHashes, seal }: CommitRequest): Promise<void> {
    const block = [this.#sealed, this.#accepted].find((one) => one?.hash === blockHash)
    if (block === undefined) throw new NoSealedBlock(`no block ${blockHash} is sealed`)
    if (block.number !== this.block.number + 1) throw new Error('commit on another head')
    this.#blocks.push(block)
    this.#sealed = undefined
    this.#accepted = undefined
    if (seal !== undefined) this.#seals.set(block.number, seal)
    if (opens !== undefined) this.#put(opens)
    for (const hash of transactionHashes) this.#pending.delete(hash)
  }

  async accept(request: AcceptRequest): Promise<AcceptedBlock> {
    const { transactions } = request
    const input = rederiveBlockInput(request, this.block.timestamp, transactions)
    const block = this.#execute(this.block, input)
    this.#accepted = block
    const signers = block.included.map(({ transaction }) => transaction.signer)
    return {
      hash: block.hash,
      skippedCount: transactions.length - block.included.length,
      accounts: states(signers, block),
      nextBaseFeePerGas: BASE_FEE_FLOOR,
    }
  }

  async blockHashes(first: number, count: number): Promise<readonly BlockHash[]> {
    return this.#blocks.slice(first, first + count).map(({ hash }) => hash)
  }

  async seals(first: number, count: number): Promise<readonly (SignedSeal | undefined)[]> {
    return Array.from({ length: count }, (_, index) => this.#seals.get(first + index))
  }

  async vote(): Promise<Vote<EntryBody> | undefined> {
    return this.#vote
  }

  async putVote(vote: Vote<EntryBody>): Promise<void> {
    this.#vote = vote
  }

  async discard(): Promise<void> {
    this.#sealed = undefined
  }

  async rollBack(toBlock: number): Promise<readonly BlockBody[]> {
    const abandoned = this.#blocks.splice(toBlock + 1)
    this.#records = this.#records.filter((record) => recordFirstBlock(record) <= toBlock)
    for (const { included } of abandoned) {
      for (const { transaction, raw } of included) this.#pending.set(transaction.hash, raw)
    }
    return abandoned.map(body)
  }

  async adopt(batch: TransactionBatch): Promise<AdoptedBatch> {
    const origin = this.#l1.block(batch.originNumber)
    if (origin === undefined) {
      const { batchIndex, originHash: expected } = batch
      throw new DerivationInputError({ input: 'origin', batchIndex, expected, given: 'none' })
    }
    const inputs = deriveBatch({
      batch,
      queueElements: this.#l1.queue.slice(batch.queueStart, batch.queueEnd),
      origin,
      parentTimestamp: this.block.timestamp,
      parentNumber: this.block.number,
    })
    const hashes: TransactionHash[] = []
    const signers: Address[] = []
    const crashes = this.#crashes
    for (const input of inputs) {
      // A commit a block: between two of them everything can end.
      for (let i = 0; i < 3 && input !== inputs[0]; i++) await Promise.resolve()
      if (this.#crashes > crashes) return new Promise<never>(() => {})
      const block = this.#execute(this.block, input)
      this.#blocks.push(block)
      for (const { transaction } of block.included) {
        this.#pending.delete(transaction.hash)
        hashes.push(transaction.hash)
        signers.push(transaction.signer)
      }
    }
    this.#put({ kind: 'adopted', batch })
    return {
      head: await this.head(),
      transactionHashes: hashes,
      accounts: states(signers, this.block),
    }
  }

  async blocks(first: number, count: number): Promise<readonly BlockBody[]> {
    return this.#blocks.slice(first, first + count).map(body)
  }

  async outputRoots(first: number, count: number) {
    return this.#blocks.slice(first, first + count).map(({ hash }) => outputRootOf(hash))
  }

  async batchHashOf(blockNumber: number) {
    const holds = (record: BatchRecord) => recordFirstBlock(record) <= blockNumber
    const record = this.#records.findLast(holds)
    return record === undefined || record.kind === 'open' ? undefined : finishedHash(record)
  }

  async accounts(addresses: readonly Address[]) {
    return states(addresses, this.block)
  }

  async batchRecords(): Promise<readonly BatchRecord[]> {
    return [...this.#records]
  }

  async putBatchRecord(record: BatchRecord): Promise<void> {
    this.#put(record)
  }

  async pruneBatchRecords(blockNumber: number): Promise<void> {
    this.#records = this.#records.filter((_, i) => {
      const next = this.#records[i + 1]
      return next === undefined || recordFirstBlock(next) > blockNumber
    })
  }

  async save(hash: TransactionHash, raw: Uint8Array): Promise<void> {
    this.#pending.set(hash, raw)
  }

  async remove(hashes: readonly TransactionHash[]): Promise<void> {
    for (const hash of hashes) this.#pending.delete(hash)
  }

  async all(): Promise<readonly Uint8Array[]> {
    return [...this.#pending.values()]
  }

  async examine(raw: Uint8Array): Promise<ExaminedTransaction> {
    const examined = this.#look(raw)
    const { hash: headHash } = this.block
    return { ...examined, headHash, account: state(examined.transaction.signer, this.block) }
  }

  #look(raw: Uint8Array): ExaminedTransaction {
    return this.#known.get(keccak256Hex(raw)) as ExaminedTransaction
  }

  #put(record: BatchRecord): void {
    const first = recordFirstBlock(record)
    this.#records = [...this.#records.filter((one) => recordFirstBlock(one) < first), record]
  }

  #apply(raw: Uint8Array, nonces: Map<Address, bigint>): SkipReason | undefined {
    const examined = this.#known.get(keccak256Hex(raw))
    if (examined === undefined) return 'invalid'
    const { signer, nonce } = examined.transaction
    const expected = nonces.get(signer) ?? 0n
    if (nonce < expected) return 'nonce-too-low'
    if (nonce > expected) return 'nonce-too-high'
    nonces.set(signer, expected + 1n)
    return undefined
  }

  /** The state transition: a function of the parent and the input alone. */
  #execute(parent: ModelBlock, input: BlockInput): ModelBlock {
    const nonces = new Map(parent.nonces)
    for (const { from } of input.deposits) nonces.set(from, (nonces.get(from) ?? 0n) + 1n)
    const included = input.transactions
      .filter((raw) => this.#apply(raw, nonces) === undefined)
      .map((raw) => this.#look(raw))
    const content = JSON.stringify([
      parent.hash,
      input.number,
      input.timestamp,
      input.origin.hash,
      String(input.feeScalar),
      input.coinbase,
      input.deposits.map(({ hash }) => hash),
      included.map(({ transaction }) => transaction.hash),
    ])
    return {
      number: input.number,
      timestamp: input.timestamp,
      coinbase: input.coinbase,
      hash: asHash<BlockHash>(keccak256Hex(new TextEncoder().encode(content))),
      included,
      nonces,
    }
  }
}

function state(address: Address, { nonces }: ModelBlock): AccountState {
  return { nonce: nonces.get(address) ?? 0n, balance: WEALTH }
}

function states(
  addresses: readonly Address[],
  block: ModelBlock,
): ReadonlyMap<Address, AccountState> {
  return new Map(addresses.map((address) => [address, state(address, block)]))
}

function body({ number, timestamp, included }: ModelBlock): BlockBody {
  return { number, timestamp, transactions: included.map(({ raw }) => raw) }
}

function facts({ number, hash, timestamp }: ModelBlock): BlockFacts {
  return {
    hash,
    outputRoot: outputRootOf(hash),
    header: {
      parentHash: asHash<BlockHash>(ZERO_WORD),
      coinbase: `0x${'00'.repeat(20)}` as Address,
      stateRoot: asHash<StateRoot>(hash),
      transactionsRoot: asHash<Accumulator>(ZERO_WORD),
      receiptsRoot: asHash<Accumulator>(ZERO_WORD),
      logsBloom: '0x',
      number,
      gasLimit: 30_000_000n,
      gasUsed: 0n,
      timestamp,
      extraData: '0x',
      prevRandao: asHash<Hash<'randao'>>(ZERO_WORD),
      baseFeePerGas: BASE_FEE_FLOOR,
      withdrawalsRoot: asHash<StorageRoot>(ZERO_WORD),
    },
  }
}
