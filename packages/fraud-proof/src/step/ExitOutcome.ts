/** How a frame ends: the first word of a pending FRAME_EXIT. */
export const ExitOutcome = { HALTED: 0, SUCCEEDED: 1, REVERTED: 2 } as const
