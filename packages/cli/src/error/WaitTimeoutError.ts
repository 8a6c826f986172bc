import type { Json } from '../output/Json.ts'
import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** Something was waited for and did not happen in time; `details` says how far it came. */
export class WaitTimeoutError extends CliError {
  readonly code = 'TIMEOUT'
  readonly exitCode = exitCodes.timeout
  readonly timeoutSeconds: number
  readonly #reached: Json

  constructor({
    what,
    timeoutSeconds,
    reached,
    remedy,
  }: {
    /** What was waited for, such as `block 5 to be safe`. */
    readonly what: string
    readonly timeoutSeconds: number
    readonly reached: Json
    readonly remedy: string
  }) {
    super(`waited ${timeoutSeconds} s for ${what} in vain`, { remedy })
    this.timeoutSeconds = timeoutSeconds
    this.#reached = reached
  }

  override get details(): Json {
    return this.#reached
  }
}
