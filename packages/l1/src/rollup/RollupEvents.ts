import type {
  Address,
  BatchHash,
  DacProfile,
  Hash,
  L1BlockHash,
  QueueElement,
  TransactionBatch,
} from '@mvm/protocol'

/** A DAC as its creation announced it. */
export interface DacCreation {
  readonly chainId: number
  readonly creator: Address
  readonly slug: string
  readonly profile: DacProfile
  readonly charterHash: Hash<'charter'>
  readonly l1BlockNumber: number
  readonly l1BlockHash: L1BlockHash
}

/** Output roots as the StateCommitmentChain accepted them. */
export interface StateBatchAppended {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly firstBlock: number
  readonly rootCount: number
  readonly merkleRoot: Hash<'state batch'>
  /** The transaction batch that contains the last of the blocks. */
  readonly batchHash: BatchHash
  readonly asserter: Address
  /** Seconds since 1970. */
  readonly appendedAtTimestamp: number
  readonly l1BlockNumber: number
}

/** A lost dispute's effect: this state batch and all later ones that stood by then are deleted. */
export interface StateBatchDeleted {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly firstBlock: number
  readonly l1BlockNumber: number
}

/** What L1 blocks say about one DAC, each list in L1's order. */
export interface ChainEvents {
  readonly batches: readonly TransactionBatch[]
  readonly queueElements: readonly QueueElement[]
  /** Block 0's state batch, which the creation appends, among them. */
  readonly stateBatches: readonly StateBatchAppended[]
  readonly deletions: readonly StateBatchDeleted[]
}

/** What L1 blocks say about the DACs of one deployment. */
export interface RollupEvents {
  readonly created: readonly DacCreation[]
  /** Only chains that have events. */
  readonly byChainId: ReadonlyMap<number, ChainEvents>
}
