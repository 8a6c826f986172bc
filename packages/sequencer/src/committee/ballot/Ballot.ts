/** One attempt to lead a DAC's committee; ordered by epoch, then by round. */
export interface Ballot {
  readonly epoch: number
  /** Belongs to the member at place `round mod size` of the epoch's committee, so that no two share a ballot. */
  readonly round: number
}

/** Below every ballot that somebody can start. */
export const NO_BALLOT: Ballot = { epoch: -1, round: 0 }
