import type { CharterProblem } from '@mvm/protocol'
import type { Json } from '../output/Json.ts'
import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** A charter file has mistakes: all of them, each as `file:line:column`, what is wrong and what is allowed. */
export class CharterProblemsError extends CliError {
  readonly code = 'CHARTER_FILE'
  readonly exitCode = exitCodes.configuration
  readonly file: string
  readonly problems: readonly CharterProblem[]

  constructor({
    file,
    problems,
  }: {
    readonly file: string
    readonly problems: readonly CharterProblem[]
  }) {
    const lines = problems.map(({ line, column, path, message, allowed }) => {
      const what = path === '' ? message : `${path}: ${message}`
      return `${file}:${line}:${column}: ${what}; allowed: ${allowed}`
    })
    const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`
    super(`the charter has ${count}\n${lines.join('\n')}`, {
      remedy: `Correct the lines named, then run: mvm charter lint ${file}`,
    })
    this.file = file
    this.problems = problems
  }

  override get details(): Json {
    return { file: this.file, problems: this.problems.map((problem) => ({ ...problem })) }
  }
}
