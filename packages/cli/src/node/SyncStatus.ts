/** `optimism_syncStatus`, as far as it is read. */
export interface SyncStatus {
  readonly current_l1: { readonly number: number }
  readonly head_l1: { readonly number: number }
  readonly unsafe_l2: L2Head
  readonly safe_l2: L2Head
  readonly finalized_l2: L2Head
}

export interface L2Head {
  readonly number: number
  readonly hash: string
  /** Seconds since 1970. */
  readonly timestamp: number
}
