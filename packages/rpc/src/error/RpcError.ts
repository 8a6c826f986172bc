import { MvmError } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'

/** A failure that a client is told about: an {@link MvmError} with its JSON-RPC code. */
export abstract class RpcError extends MvmError {
  /** The number in the JSON-RPC error object. */
  abstract readonly rpcCode: number

  /** The `data` member: by default the stable code and what to do; a subclass adds its fields. */
  get data(): Json {
    return this.remedy === undefined
      ? { code: this.code }
      : { code: this.code, remedy: this.remedy }
  }
}
