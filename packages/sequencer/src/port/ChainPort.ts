import type {
  Address,
  BatchHash,
  BlockHash,
  BlockHeader,
  BlockInput,
  OutputRoot,
  TransactionBatch,
  TransactionHash,
} from '@mvm/protocol'
import type { SignedSeal } from '../committee/seal/SignedSeal.ts'
import type { AccountState } from './AccountState.ts'
import type { BatchOpening } from './BatchOpening.ts'
import type { BatchRecord } from './BatchRecord.ts'
import type { ChainHead } from './ChainHead.ts'
import type { SkipReason } from './SkipReason.ts'

/** A block as two independent runs must agree on it. */
export interface BlockFacts {
  readonly header: BlockHeader
  readonly hash: BlockHash
  readonly outputRoot: OutputRoot
}

export interface SealRequest {
  readonly parent: ChainHead
  /** The block to build, its `transactions` empty; `deposits` are there in a batch's first block. */
  readonly template: BlockInput
  /** The batch that the block belongs to. */
  readonly opening: BatchOpening
  /** Canonical encodings in the order in which to try them. */
  readonly candidates: readonly Uint8Array[]
}

export interface SkippedCandidate {
  /** Position in `candidates`. */
  readonly index: number
  readonly reason: SkipReason
}

export interface SealedBlock {
  /** What `BlockExecution` (begin, tryTransaction, finish) built. */
  readonly sealed: BlockFacts
  /** What the verifier path made of the same bytes: {@link rederiveBlockInput}, then `executeBlock` on the same parent. */
  readonly verified: BlockFacts
  /** Positions in `candidates` of what is in the block, in block order. */
  readonly included: readonly number[]
  /** The rest of the candidates; those with reason `block-full` stay as they are. */
  readonly skipped: readonly SkippedCandidate[]
  /** State after the block of every candidate's signer, and of all whose nonce a deposit or an authorization moved. */
  readonly accounts: ReadonlyMap<Address, AccountState>
  readonly nextBaseFeePerGas: bigint
}

/** A block that somebody else has sealed, to be executed here. */
export interface AcceptRequest extends Pick<SealRequest, 'template' | 'opening'> {
  /** Canonical encodings, in block order. */
  readonly transactions: readonly Uint8Array[]
}

export interface AcceptedBlock {
  readonly hash: BlockHash
  /** Signed transactions that the block does not include; an honest sealer leaves them out. */
  readonly skippedCount: number
  /** State after the block of all whose nonce it moves. */
  readonly accounts: ReadonlyMap<Address, AccountState>
  readonly nextBaseFeePerGas: bigint
}

export interface CommitRequest {
  /** Hash of the block that the last `seal` or `accept` returned. */
  readonly blockHash: BlockHash
  /** The record of the batch that this block opens; absent for the later blocks of a batch. */
  readonly opens?: BatchRecord
  /** Included transactions: no longer pending. */
  readonly transactionHashes: readonly TransactionHash[]
  /** Who answers for the block, where several sequencers keep the chain. */
  readonly seal?: SignedSeal
}

/** A block's content as it went into its payload. */
export interface BlockBody {
  readonly number: number
  readonly timestamp: number
  /** Signed transactions only, canonical encodings, in block order. */
  readonly transactions: readonly Uint8Array[]
}

export interface AdoptedBatch {
  readonly head: ChainHead
  /** Signed transactions that are now in the chain. */
  readonly transactionHashes: readonly TransactionHash[]
  /** State after the batch of those transactions' signers, and of all whose nonce a deposit or an authorization moved. */
  readonly accounts: ReadonlyMap<Address, AccountState>
}

/**
 * One DAC's L2 chain: its execution worker and its storage unit behind it, which is the only writer.
 * The sequencer never calls two of the changing methods (`seal` … `putBatchRecord`) at once.
 */
export interface ChainPort {
  head(): Promise<ChainHead>

  /**
   * Builds a block on the head from the candidates and runs the result again through the verifier path.
   * Nothing is written and nothing published: the block waits in memory for `commit` or `discard`.
   */
  seal(request: SealRequest): Promise<SealedBlock>

  /**
   * Runs a block through the verifier path on the head. Nothing is written: the block waits in memory for
   * `commit`. Rejects when the bytes are no block of this chain.
   */
  accept(request: AcceptRequest): Promise<AcceptedBlock>

  /**
   * Writes the sealed block, `opens` and the removal of the included transactions from the pending ones
   * in **one atomic commit**, moves the head, and only then publishes (followers, subscriptions).
   */
  commit(request: CommitRequest): Promise<void>

  /** Forgets the sealed block. */
  discard(): Promise<void>

  /**
   * Makes `toBlock` the head, drops the batch records whose first block is above it and puts the signed
   * transactions of the abandoned blocks back among the pending ones, in **one atomic commit**.
   * Returns the abandoned blocks, lowest first. Does nothing when the head is `toBlock`.
   */
  rollBack(toBlock: number): Promise<readonly BlockBody[]>

  /**
   * Derives a canonical batch, executes its blocks on the head (which is `batch.firstBlock − 1`) and
   * commits them together with the batch's record (`kind: 'adopted'`, written with the last block; a crash
   * in between leaves blocks without a record, which `rollBack` to the last record's end removes at start).
   * Transactions that are included are no longer pending from the same commit on.
   *
   * Rejects before the first commit with l1's `L1ReorganisedError` or derivation's `DerivationInputError` when
   * L1 has abandoned the batch meanwhile, so that its origin or queue elements cannot be had any more.
   */
  adopt(batch: TransactionBatch): Promise<AdoptedBatch>

  /** The blocks `first` … `first + count − 1`; block 0 is the genesis, with timestamp 0 and nothing in it. */
  blocks(first: number, count: number): Promise<readonly BlockBody[]>

  /** Output roots of the blocks `first` … `first + count − 1`. */
  outputRoots(first: number, count: number): Promise<readonly OutputRoot[]>

  /** Of the batch on L1 that a block is in, whether or not there is still a record of it. */
  batchHashOf(blockNumber: number): Promise<BatchHash | undefined>

  /** State at the head of several accounts. */
  accounts(addresses: readonly Address[]): Promise<ReadonlyMap<Address, AccountState>>

  /** All batch records above the pruned ones, by ascending first block. */
  batchRecords(): Promise<readonly BatchRecord[]>

  /** Replaces the record with the same first block; durable when resolved. */
  putBatchRecord(record: BatchRecord): Promise<void>

  /** Drops the records of all batches that end below `blockNumber`. */
  pruneBatchRecords(blockNumber: number): Promise<void>
}
