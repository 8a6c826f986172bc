/** The paces of a committee, in milliseconds. */
export interface CommitteeTiming {
  /** Between two heartbeats of the leader. */
  readonly heartbeatMs: number
  /** The first backup takes over after twice this long without a sign of the leader, and so on. */
  readonly silenceMs: number
  /** A leader that has not heard from most of its committee for so long gives up. */
  readonly leaseMs: number
  /** A ballot that has not been won by then is given up. */
  readonly ballotMs: number
  /** Between two offers of waiting transactions to the leader. */
  readonly offerMs: number
  /** A DAC with nothing to do for so long falls silent until something comes; without it never. */
  readonly restMs?: number
}

/** On a devnet. */
export const devCommitteeTiming: CommitteeTiming = {
  heartbeatMs: 300,
  silenceMs: 1_000,
  leaseMs: 1_500,
  ballotMs: 1_500,
  offerMs: 1_000,
  restMs: 3_000,
}

/** Between machines far apart. */
export const publicCommitteeTiming: CommitteeTiming = {
  heartbeatMs: 1_000,
  silenceMs: 4_000,
  leaseMs: 6_000,
  ballotMs: 5_000,
  offerMs: 5_000,
  restMs: 30_000,
}
