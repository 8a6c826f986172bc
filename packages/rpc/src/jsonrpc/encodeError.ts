import type { RpcError } from '../error/RpcError.ts'
import type { RequestId } from './RequestId.ts'

/** The text of an answer that reports a failure. */
export function encodeError(id: RequestId, { rpcCode, message, data }: RpcError): string {
  const error = data === undefined ? { code: rpcCode, message } : { code: rpcCode, message, data }
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":${JSON.stringify(error)}}`
}
