import { MvmError } from '@mvm/protocol'

/** The L1 node answered a call with a JSON-RPC error. */
export class L1RpcError extends MvmError {
  readonly code = 'L1_RPC'
  readonly method: string
  readonly rpcCode: number
  readonly rpcMessage: string
  /** The error's `data` as the node sent it: revert data for most nodes. */
  readonly data: unknown

  constructor({
    method,
    rpcCode,
    rpcMessage,
    data,
  }: {
    readonly method: string
    readonly rpcCode: number
    readonly rpcMessage: string
    readonly data: unknown
  }) {
    super(`L1 refused ${method}: ${rpcMessage} (code ${rpcCode})`)
    this.method = method
    this.rpcCode = rpcCode
    this.rpcMessage = rpcMessage
    this.data = data
  }
}
