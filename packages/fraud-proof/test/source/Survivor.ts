/** A mutant that no step can tell from the verifier, and why. */
export interface Survivor {
  /** How the path of the source ends. */
  readonly file: string
  /** Part of the line as it is. */
  readonly before: string
  /** Part of the line as the mutant has it, where not every change of the line is meant. */
  readonly after?: string
  readonly reason: string
}

/** Reasons that several have. */
export const reasons = {
  EQUAL: 'of two that are equal either is the one',
  LIMIT: 'at the limit itself both ways give the same',
  SAYS: 'it changes what the error says, and nothing else',
  CUT: 'of more bytes than its type has only the first ones are taken',
  ROOM: 'a word of memory that nothing reads',
  GIVES: 'what takes more from the stack than it gives never makes it too long',
  ZERO: 'what is longer than a word is read as 0, which is refused',
  ON_TRACE: 'no state that a trace has lacks one of the parts and not the other',
} as const
