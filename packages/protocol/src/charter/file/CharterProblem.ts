/** One mistake in a charter file. */
export interface CharterProblem {
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1. */
  readonly column: number
  /** Where in the document, such as `permissions[2].opcode`; empty for the document itself. */
  readonly path: string
  /** What is wrong. */
  readonly message: string
  /** What is allowed there. */
  readonly allowed: string
}
