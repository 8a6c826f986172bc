import { LimitExceededError } from '../error/LimitExceededError.ts'
import type { Exchange } from './Exchange.ts'
import { encodeError } from './encodeError.ts'
import { encodeResult } from './encodeResult.ts'
import type { Json } from './Json.ts'
import type { RequestId } from './RequestId.ts'
import { type Request, readRequest } from './readRequest.ts'
import { readRequestId } from './readRequestId.ts'
import { toRpcError } from './toRpcError.ts'

/**
 * A request's answer, at once if its method answers at once; `null` for a notification.
 *
 * @param checkRoom throws when an answer that comes later has no room any more, before it is written out
 */
export function answerRequest(
  value: unknown,
  exchange: Exchange,
  checkRoom: () => void = () => undefined,
): string | null | Promise<string | null> {
  let request: Request
  try {
    request = readRequest(value)
  } catch (error) {
    return encodeError(readRequestId(value), toRpcError(error, exchange, ''))
  }
  const { id } = request
  try {
    const result = exchange.call(request)
    if (!(result instanceof Promise)) return encodeChecked(id, result, exchange)
    return answerLater(request, result, exchange, checkRoom)
  } catch (error) {
    return encodeFailure(request, error, exchange)
  }
}

async function answerLater(
  request: Request,
  result: Promise<Json>,
  exchange: Exchange,
  checkRoom: () => void,
): Promise<string | null> {
  try {
    const answered = await exchange.deadline.race(result)
    // What is little to write out is told: it may be the hash of a transaction that was taken.
    if (typeof answered === 'object') checkRoom()
    return encodeChecked(request.id, answered, exchange)
  } catch (error) {
    return encodeFailure(request, error, exchange)
  }
}

function encodeChecked(
  id: RequestId | undefined,
  result: Json,
  { limits }: Exchange,
): string | null {
  if (id === undefined) return null
  const answer = encodeResult(id, result)
  // A UTF-16 unit has at most three bytes: most answers need not be counted.
  if (answer.length * 3 > limits.responseBytes) {
    const size = Buffer.byteLength(answer)
    if (size > limits.responseBytes) throw responseTooLarge(size, limits.responseBytes)
  }
  return answer
}

function responseTooLarge(size: number, allowed: number): LimitExceededError {
  return new LimitExceededError({
    limit: 'responseBytes',
    allowed,
    problem: `the answer has ${size} bytes`,
    remedy: `at most ${allowed} are allowed, ask for less at once`,
  })
}

function encodeFailure({ id, method }: Request, error: unknown, exchange: Exchange): string | null {
  const rpcError = toRpcError(error, exchange, method)
  return id === undefined ? null : encodeError(id, rpcError)
}
