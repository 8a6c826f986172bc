import { MvmError } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'

/** A failure that a client is told about: an {@link MvmError} with its JSON-RPC code. */
export abstract class RpcError extends MvmError {
  /** The number in the JSON-RPC error object. */
  abstract readonly rpcCode: number

  /** The `data` member; by default there is none, as the standard errors of the reference clients have none. */
  get data(): Json | undefined {
    return undefined
  }
}
