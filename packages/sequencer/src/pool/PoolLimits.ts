/** What bounds the memory of a pool. */
export interface PoolLimits {
  readonly maxTransactions: number
  /** Sum of the encodings' lengths. */
  readonly maxBytes: number
  /** Executable transactions (no nonce gap before them) that one account may add. */
  readonly maxPendingPerAccount: number
  /** Transactions behind a nonce gap that one account may add. */
  readonly maxQueuedPerAccount: number
  /** How long a transaction may wait behind a nonce gap, or for funds after a reorg or a restart. */
  readonly queuedLifetimeMs: number
}

export const defaultPoolLimits: PoolLimits = {
  maxTransactions: 16_384,
  maxBytes: 64 * 1024 * 1024,
  maxPendingPerAccount: 4_096,
  maxQueuedPerAccount: 64,
  queuedLifetimeMs: 3 * 3_600_000,
}
