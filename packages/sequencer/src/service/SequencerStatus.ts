import type { MvmError } from '@mvm/protocol'

/** Figures of a sequencer at one moment, for metrics and readiness. */
export interface SequencerStatus {
  /** `starting` until the pool is restored and L1 has been seen; `stopped` after an error or on request. */
  readonly phase: 'starting' | 'sequencing' | 'waiting-for-l1' | 'stopped'
  readonly pendingTransactions: number
  readonly queuedTransactions: number
  readonly pooledBytes: number
  /** Newest sealed block. */
  readonly unsafeBlock: number
  /** Newest block of the local chain that stands on L1. */
  readonly safeBlock: number
  readonly firstUnassertedBlock: number
  /** Blocks and payload bytes of the open batch. */
  readonly openBatchBlocks: number
  readonly openBatchBytes: number
  /** Closed batches that are not on L1. */
  readonly unincludedBatches: number
  readonly batchesInFlight: number
  readonly stateBatchesInFlight: number
  readonly l1HeadNumber: number
  /** When the newest L1 block was first seen, milliseconds since 1970; 0 before the first. */
  readonly l1SeenAtMs: number
  /** Batches taken back since the start, for whatever reason. */
  readonly resealCount: number
  readonly lastError: MvmError | Error | undefined
}
