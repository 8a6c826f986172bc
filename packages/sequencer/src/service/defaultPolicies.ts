import type { PostingPolicy } from '../posting/PostingPolicy.ts'
import type { SealingPolicy } from '../sealing/SealingPolicy.ts'

export interface SequencerPolicies {
  readonly sealing: SealingPolicy
  readonly posting: PostingPolicy
}

/** On a devnet: blocks on arrival, on L1 after seconds. */
export const devPolicies: SequencerPolicies = {
  sealing: {
    originDepth: 0,
    sealIntervalMs: 0,
    maxBatchAgeMs: 1_500,
    elementWaitMs: 0,
    maxOriginLag: 8,
    l1BlockTimeMs: 1_000,
    starvedWaitMs: 3_000,
    maxUnincludedBatches: 512,
  },
  posting: {
    maxBatchesInFlight: 16,
    stateBatchIntervalMs: 3_000,
    retryDelayMs: 500,
    maxRetryDelayMs: 15_000,
  },
}

/** On a public L1: a block every two seconds while there is something to put in, batches filled for minutes, for one when a deposit waits. */
export const publicPolicies: SequencerPolicies = {
  sealing: {
    originDepth: 4,
    sealIntervalMs: 2_000,
    maxBatchAgeMs: 180_000,
    elementWaitMs: 60_000,
    maxOriginLag: 30,
    l1BlockTimeMs: 12_000,
    starvedWaitMs: 60_000,
    maxUnincludedBatches: 512,
  },
  posting: {
    maxBatchesInFlight: 8,
    // Half of what it takes (300 L1 blocks) until anybody with enough stake may assert in our place.
    stateBatchIntervalMs: 1_800_000,
    retryDelayMs: 12_000,
    maxRetryDelayMs: 600_000,
  },
}
