import type {
  Address,
  BatchHash,
  BlockHash,
  Hash,
  L1BlockHash,
  L1Contracts,
  L1TransactionHash,
} from '@mvm/protocol'
import type { SealedHeader } from './SealedHeader.ts'

export interface L1BlockReference {
  readonly hash: L1BlockHash
  readonly number: number
  readonly parentHash: L1BlockHash
  /** Seconds since 1970. */
  readonly timestamp: number
}

/** An L2 block and the L1 block that it takes its attributes from. */
export interface L2BlockReference {
  readonly hash: BlockHash
  readonly number: number
  readonly parentHash: BlockHash
  readonly timestamp: number
  readonly l1Origin: { readonly hash: L1BlockHash; readonly number: number }
  /** Blocks since the first one of its batch. */
  readonly sequenceNumber: number
}

/** How far this node has followed L1 and derived L2; the content of `optimism_syncStatus`. */
export interface SyncStatus {
  /** The L1 block up to which derivation has run. */
  readonly currentL1: L1BlockReference
  readonly headL1: L1BlockReference
  readonly safeL1: L1BlockReference
  readonly finalizedL1: L1BlockReference
  readonly unsafeL2: L2BlockReference
  readonly safeL2: L2BlockReference
  readonly finalizedL2: L2BlockReference
  /** `true` while the node is more than a moment behind L1. */
  readonly isSyncing: boolean
  /** Block at which the current catching-up began. */
  readonly startingBlock: number
  /** Highest block known to exist. */
  readonly highestBlock: number
}

export interface RollupConfig {
  readonly l1ChainId: number
  readonly l2ChainId: number
  readonly genesis: {
    /** The L1 block of `createDAC`. */
    readonly l1: { readonly hash: L1BlockHash; readonly number: number }
    readonly l2: { readonly hash: BlockHash; readonly number: number }
    readonly timestamp: number
  }
  /** Most seconds by which a block may be later than its origin. */
  readonly maxSequencerDriftSeconds: number
  /** Age in L1 blocks at which an origin can no longer be used. */
  readonly originAgeLimitBlocks: number
  /** L1 blocks after which anybody may force a queue element in. */
  readonly forcedInclusionBlocks: number
  readonly blockGasLimit: bigint
  readonly l1Contracts: L1Contracts
}

/** The batch that carries a block to L1. */
export interface BatchLocation {
  readonly batchIndex: number
  readonly batchHash: BatchHash
  readonly firstBlock: number
  readonly blockCount: number
  readonly originNumber: number
  readonly originHash: L1BlockHash
  readonly queueStart: number
  /** Exclusive. */
  readonly queueEnd: number
  readonly isForced: boolean
  readonly producer: Address
  readonly sequencer: Address
  readonly payloadHash: Hash<'payload'>
  /** Bytes. */
  readonly payloadSize: number
  readonly l1BlockNumber: number
  readonly l1BlockHash: L1BlockHash
  readonly l1TransactionHash: L1TransactionHash
}

/** The state batch that asserts a block's output root. */
export interface StateBatchLocation {
  readonly stateBatchIndex: number
  readonly firstBlock: number
  readonly rootCount: number
  readonly asserter: Address
  /** Seconds since 1970. */
  readonly appendedAtTimestamp: number
}

/** How final a block is; `withdrawable` means that its output root is past its window. */
export interface FinalityStatus {
  readonly level: 'unsafe' | 'safe' | 'finalized' | 'withdrawable'
  /** What the next level waits for, as sentences; empty when withdrawable. */
  readonly reasons: readonly string[]
  /** Estimated seconds until withdrawable; `null` when nobody can know yet. */
  readonly withdrawableInSeconds: number | null
  /** Length of the dispute window. */
  readonly windowSeconds: number
  readonly batch: BatchLocation | null
  readonly stateBatch: StateBatchLocation | null
}

/** Where an L1 queue element stands. */
export interface ForceInclusionStatus {
  readonly queueIndex: number
  /** `null` for one whose batch is final: that is not kept. */
  readonly enqueuedAtL1Block: number | null
  /** L1 block from which anybody may append it without the sequencer; `null` as above. */
  readonly forcibleFromL1Block: number | null
  readonly state: 'waiting' | 'forcible' | 'included'
  /** L2 block that consumed it. */
  readonly blockNumber: number | null
  /** Deposit transaction's hash, once included. */
  readonly transactionHash: Hash<'L2 transaction'> | null
}

/** What L1 says about the chain, from this node's memory: no call here waits for L1. */
export interface RollupPort {
  syncStatus(): SyncStatus
  config(): RollupConfig
  /** `null` while the block is on no batch that L1 has. */
  batchOf(block: SealedHeader): BatchLocation | null
  finalityStatus(block: SealedHeader): FinalityStatus
  /** `null` for an index that L1 has not enqueued. */
  forceInclusionStatus(queueIndex: number): ForceInclusionStatus | null
}
