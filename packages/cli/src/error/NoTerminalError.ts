import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** A question would have to be asked and nobody is there to answer it. */
export class NoTerminalError extends CliError {
  readonly code = 'NO_TERMINAL'
  readonly exitCode = exitCodes.usage
  readonly question: string

  constructor({ question, remedy }: { readonly question: string; readonly remedy: string }) {
    super(`"${question}" needs an answer, and this is not a terminal`, { remedy })
    this.question = question
  }
}
