import type { Json } from './Json.ts'
import type { RequestId } from './RequestId.ts'

/** The text of a successful answer. */
export function encodeResult(id: RequestId, result: Json): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${JSON.stringify(result)}}`
}
