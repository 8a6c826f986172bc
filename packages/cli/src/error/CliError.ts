import { MvmError } from '@mvm/protocol'
import type { Json } from '../output/Json.ts'
import type { ExitCode } from './exitCodes.ts'

/** An error of the command line, which knows what the process ends with. */
export abstract class CliError extends MvmError {
  abstract readonly exitCode: ExitCode

  /** What programs get beside the message; nothing by default. */
  get details(): Json | undefined {
    return undefined
  }
}
