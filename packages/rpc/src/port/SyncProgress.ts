/** How far catching up has got; the content of `eth_syncing`. */
export interface SyncProgress {
  /** `true` while the node is more than a moment behind. */
  readonly isSyncing: boolean
  /** Block at which the current catching-up began. */
  readonly startingBlock: number
  readonly currentBlock: number
  /** Highest block known to exist. */
  readonly highestBlock: number
}
