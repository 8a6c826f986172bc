import type { Address, BatchHash, L1Origin, QueueElement, QueueHash } from '@mvm/protocol'

/** Everything that is settled when a batch is opened, that is, with its first block (spec 3). */
export interface BatchOpening {
  readonly chainId: number
  readonly prevBatchHash: BatchHash
  readonly firstBlock: number
  readonly origin: L1Origin
  /** Origin of the batch before it; decides how many blocks fit. */
  readonly previousOriginNumber: number
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
  readonly producer: Address
  readonly producerSignature: Uint8Array
  readonly queueStart: number
  /** Exclusive. */
  readonly queueEnd: number
  readonly queueHashStart: QueueHash
  readonly queueHashEnd: QueueHash
  /** The elements queueStart … queueEnd − 1, whose deposits the first block carries. */
  readonly queueElements: readonly QueueElement[]
}
