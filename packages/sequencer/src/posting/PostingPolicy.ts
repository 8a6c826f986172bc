/** How a sequencer posts to L1. */
export interface PostingPolicy {
  /** Transaction batches that may be in flight at once. */
  readonly maxBatchesInFlight: number
  /** Least time between two state batches, unless one is full. */
  readonly stateBatchIntervalMs: number
  /** Wait after the first failure of a call; doubles with each further one. */
  readonly retryDelayMs: number
  readonly maxRetryDelayMs: number
}
