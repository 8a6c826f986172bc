import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** The node's JSON-RPC does not answer, or not with JSON-RPC. */
export class NodeUnreachableError extends CliError {
  readonly code = 'NODE_UNREACHABLE'
  readonly exitCode = exitCodes.rpc
  readonly url: string

  constructor({
    url,
    reason,
    cause,
  }: {
    readonly url: string
    readonly reason: string
    readonly cause?: unknown
  }) {
    super(`no node answers at ${url}: ${reason}`, {
      remedy: 'Start one with `mvm devnet up`, or name another with --rpc-url <url>.',
      cause,
    })
    this.url = url
  }
}
