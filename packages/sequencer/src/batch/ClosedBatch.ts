import type { BatchHash, BatchHashPreimage } from '@mvm/protocol'

/** A finished batch: the arguments of `appendSequencerBatch` and what its commitment covers besides (spec 3). */
export interface ClosedBatch extends BatchHashPreimage {
  /** Empty for the FeeVault. */
  readonly producerSignature: Uint8Array
  readonly payload: Uint8Array
  readonly batchHash: BatchHash
}
