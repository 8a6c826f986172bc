import type { Json } from '../jsonrpc/Json.ts'
import type { Parameter } from '../parameter/Parameter.ts'
import type { MethodContext } from './MethodContext.ts'

/** One JSON-RPC method. */
export interface Method<C = MethodContext> {
  /** With its namespace, such as `eth_call`. */
  readonly name: string
  readonly parameters: readonly Parameter<unknown>[]
  /** Takes the values that the parameters' readers made. Throws `RpcError`s; anything else is an internal error. */
  readonly handle: (context: C, values: readonly unknown[]) => Json | Promise<Json>
}
