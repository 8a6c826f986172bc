import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** The user said no, or pressed Ctrl-C. */
export class AbortedError extends CliError {
  readonly code = 'ABORTED'
  readonly exitCode = exitCodes.aborted

  constructor(remedy?: string) {
    super('aborted', remedy === undefined ? {} : { remedy })
  }
}
