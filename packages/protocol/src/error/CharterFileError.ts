import type { CharterProblem } from '../charter/file/CharterProblem.ts'
import { MvmError } from './MvmError.ts'

/** A charter file with mistakes in it: all of them, in the order of the file. */
export class CharterFileError extends MvmError {
  readonly code = 'CHARTER_FILE'
  readonly problems: readonly CharterProblem[]

  constructor({ problems }: { readonly problems: readonly CharterProblem[] }) {
    const lines = problems.map(({ line, column, path, message, allowed }) => {
      const where = path === '' ? `${line}:${column}` : `${line}:${column} ${path}`
      return `  ${where}: ${message}; allowed: ${allowed}`
    })
    const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`
    super(`The charter has ${count}:\n${lines.join('\n')}`, {
      remedy: 'Correct the lines named; `mvm charter lint` checks the file again.',
    })
    this.problems = problems
  }
}
