import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** The command line itself is wrong: an unknown option, a malformed value, something missing. */
export class UsageError extends CliError {
  readonly code = 'USAGE'
  readonly exitCode = exitCodes.usage

  constructor({ problem, remedy }: { readonly problem: string; readonly remedy: string }) {
    super(problem, { remedy })
  }
}
