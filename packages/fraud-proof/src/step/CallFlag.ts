/** Bits of a word of a pending CALL_ENTER. */
export const CallFlag = {
  /** The called frame may not write. */
  STATIC: 1,
  /** The code is not the called account's own but that which it delegates to. */
  DELEGATED: 2,
} as const
