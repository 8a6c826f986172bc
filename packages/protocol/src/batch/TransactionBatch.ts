import type { Address } from '../account/Address.ts'
import type { BatchHash, Hash, L1BlockHash, L1TransactionHash, QueueHash } from '../hash/Hash.ts'

/** A batch as the CanonicalTransactionChain accepted it (spec 3). */
export interface TransactionBatch {
  readonly chainId: number
  readonly batchIndex: number
  readonly prevBatchHash: BatchHash
  readonly batchHash: BatchHash
  readonly firstBlock: number
  readonly blockCount: number
  readonly queueStart: number
  /** Exclusive. */
  readonly queueEnd: number
  readonly queueHashStart: QueueHash
  readonly queueHashEnd: QueueHash
  readonly originNumber: number
  readonly originHash: L1BlockHash
  readonly producer: Address
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
  readonly payloadHash: Hash<'payload'>
  readonly payload: Uint8Array
  /** `true` for `appendForced`. */
  readonly isForced: boolean
  readonly l1BlockNumber: number
  readonly l1BlockHash: L1BlockHash
  readonly l1TransactionHash: L1TransactionHash
  /** Who posted it. */
  readonly sequencer: Address
}
