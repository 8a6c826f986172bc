/** What the traces of a thread may take of memory, in bytes. */
export interface TraceLimits {
  /** All together that are kept for the next question, beside the one that is being asked. */
  readonly keptBytes: number
  /** One. */
  readonly traceBytes: number
}

/** Of who plays: a game is lost without its trace, however much that one takes. */
export const playersLimits: TraceLimits = {
  keptBytes: 512 * 2 ** 20,
  traceBytes: Number.POSITIVE_INFINITY,
}
