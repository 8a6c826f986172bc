import { MvmError } from './MvmError.ts'

export class MalformedRlpError extends MvmError {
  readonly code = 'MALFORMED_RLP'
  /** Where in the bytes the offending item starts. */
  readonly offset: number
  readonly problem: string

  constructor({ offset, problem }: { readonly offset: number; readonly problem: string }) {
    super(`The bytes are not canonical RLP of the expected form: at byte ${offset} ${problem}`)
    this.offset = offset
    this.problem = problem
  }
}
