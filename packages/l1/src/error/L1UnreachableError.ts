import { MvmError } from '@mvm/protocol'

/** No L1 endpoint answered usefully, after every retry; `cause` is the last endpoint's failure. */
export class L1UnreachableError extends MvmError {
  readonly code = 'L1_UNREACHABLE'
  readonly urls: readonly string[]
  readonly method: string
  readonly attempts: number

  constructor({
    urls,
    method,
    attempts,
    cause,
  }: {
    readonly urls: readonly string[]
    readonly method: string
    readonly attempts: number
    readonly cause: unknown
  }) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      `no L1 endpoint answered ${method} in ${attempts} attempts (${urls.join(', ')}): ${reason}`,
      { remedy: 'Check that an L1 node listens at one of the URLs and is reachable.', cause },
    )
    this.urls = urls
    this.method = method
    this.attempts = attempts
  }
}
