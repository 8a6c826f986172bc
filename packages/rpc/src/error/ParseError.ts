import { RpcError } from './RpcError.ts'

/** The message is not JSON. */
export class ParseError extends RpcError {
  readonly code = 'PARSE_ERROR'
  readonly rpcCode = -32700

  constructor({ problem, cause }: { readonly problem: string; readonly cause?: unknown }) {
    super(`parse error: ${problem}`, { cause })
  }
}
