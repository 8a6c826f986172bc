import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** A setting cannot be used; `source` says where it comes from, such as `MVM_L1_URL` or a file. */
export class ConfigurationError extends CliError {
  readonly code = 'CONFIGURATION'
  readonly exitCode = exitCodes.configuration
  readonly source: string

  constructor({
    source,
    problem,
    remedy,
    cause,
  }: {
    readonly source: string
    readonly problem: string
    readonly remedy: string
    readonly cause?: unknown
  }) {
    super(`${source} ${problem}`, { remedy, cause })
    this.source = source
  }
}
