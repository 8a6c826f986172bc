import type { Address, BatchHash, Hash, L1BlockHash, QueueHash } from '@mvm/protocol'

/** A finished batch: the arguments of `appendSequencerBatch` and what its commitment covers besides (spec 3). */
export interface ClosedBatch {
  readonly chainId: number
  readonly prevBatchHash: BatchHash
  readonly firstBlock: number
  readonly blockCount: number
  readonly queueStart: number
  /** Exclusive. */
  readonly queueEnd: number
  readonly queueHashStart: QueueHash
  readonly queueHashEnd: QueueHash
  readonly originNumber: number
  readonly originHash: L1BlockHash
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
  readonly producer: Address
  /** Empty for the FeeVault. */
  readonly producerSignature: Uint8Array
  readonly payload: Uint8Array
  readonly payloadHash: Hash<'payload'>
  readonly batchHash: BatchHash
}
