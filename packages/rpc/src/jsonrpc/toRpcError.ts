import { randomBytes } from 'node:crypto'
import { InternalError } from '../error/InternalError.ts'
import { RpcError } from '../error/RpcError.ts'
import type { Exchange } from './Exchange.ts'

/** The error as the client may see it: anything that is not meant for it becomes {@link InternalError} and is reported. */
export function toRpcError(error: unknown, exchange: Exchange, method: string): RpcError {
  if (error instanceof RpcError) return error
  const errorId = randomBytes(8).toString('hex')
  exchange.report(error, errorId, method)
  return new InternalError({ errorId, cause: error })
}
