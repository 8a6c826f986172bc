import type { Json } from '../output/Json.ts'
import { CliError } from './CliError.ts'
import { type ExitCode, exitCodes } from './exitCodes.ts'

const CHARTER_DENIED = -32050
const AUTH_REQUIRED = -32051
const DAC_UNKNOWN = -32052
const TRANSACTION_REJECTED = -32003
const REVERTED = 3

/** The node answered a call with a JSON-RPC error (spec 6.3). */
export class NodeRpcError extends CliError {
  readonly code: string
  readonly exitCode: ExitCode
  readonly method: string
  readonly rpcCode: number
  readonly data: Json | undefined

  constructor({
    method,
    rpcCode,
    message,
    data,
  }: {
    readonly method: string
    readonly rpcCode: number
    readonly message: string
    readonly data: Json | undefined
  }) {
    const kind = kindOf(rpcCode, message)
    super(`the node refused ${method}: ${message}`, { remedy: kind.remedy })
    this.code = kind.code
    this.exitCode = kind.exitCode
    this.method = method
    this.rpcCode = rpcCode
    this.data = data
  }

  override get details(): Json {
    return { rpcCode: this.rpcCode, ...(this.data === undefined ? {} : { data: this.data }) }
  }
}

interface Kind {
  readonly code: string
  readonly exitCode: ExitCode
  readonly remedy: string
}

function kindOf(rpcCode: number, message: string): Kind {
  if (rpcCode === CHARTER_DENIED) {
    return {
      code: 'CHARTER_DENIED',
      exitCode: exitCodes.precondition,
      remedy:
        'Use another signer, or ask the management contract; `mvm charter check --address <a>` says what an account may do.',
    }
  }
  if (rpcCode === AUTH_REQUIRED) {
    return {
      code: 'AUTH_REQUIRED',
      exitCode: exitCodes.precondition,
      remedy:
        'Sign in with `mvm account signin --dac <dac>`, as an account that the charter lets read; after a restart of the node, again.',
    }
  }
  if (rpcCode === DAC_UNKNOWN) {
    return {
      code: 'DAC_UNKNOWN',
      exitCode: exitCodes.precondition,
      remedy: 'Name one of the DACs that `mvm dac list` shows, or another node with --rpc-url.',
    }
  }
  if (/insufficient funds/i.test(message)) {
    return {
      code: 'INSUFFICIENT_FUNDS',
      exitCode: exitCodes.precondition,
      remedy: 'Send less, or bring MT to the account first.',
    }
  }
  if (rpcCode === TRANSACTION_REJECTED || rpcCode === REVERTED) {
    return {
      code: rpcCode === REVERTED ? 'REVERTED' : 'TRANSACTION_REJECTED',
      exitCode: exitCodes.rejected,
      remedy: 'Correct the transaction; --dry-run shows what it would do.',
    }
  }
  return {
    code: 'NODE_RPC',
    exitCode: exitCodes.rpc,
    remedy: 'Check that --rpc-url names an MVM node of the same version as this program.',
  }
}
