/** Time, as the sequencer sees it. */
export interface ClockPort {
  /** Milliseconds since 1970. */
  nowMs(): number
  /** Resolves after that time, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}
