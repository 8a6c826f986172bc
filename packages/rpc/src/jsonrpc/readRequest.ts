import { InvalidRequestError } from '../error/InvalidRequestError.ts'
import type { RequestId } from './RequestId.ts'

/** One call of a method. */
export interface Request {
  /** `undefined` for a notification, which gets no answer. */
  readonly id: RequestId | undefined
  readonly method: string
  readonly params: unknown
}

/** A JSON-RPC 2.0 request. Throws {@link InvalidRequestError}. */
export function readRequest(value: unknown): Request {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidRequestError({ problem: 'want an object' })
  }
  const { jsonrpc, method, params, id } = value as Record<string, unknown>
  if (jsonrpc !== '2.0') throw new InvalidRequestError({ problem: 'want "jsonrpc": "2.0"' })
  if (typeof method !== 'string') throw new InvalidRequestError({ problem: 'want a method' })
  if (id !== undefined && !isRequestId(id)) {
    throw new InvalidRequestError({ problem: 'want an id that is a string, a number or null' })
  }
  return { id, method, params }
}

/** The id of what may be no request at all, for the error that says so. */
export function readRequestId(value: unknown): RequestId {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return null
  const { id } = value as { id: unknown }
  return isRequestId(id) ? id : null
}

/** Whether a request that is not executed would have got no answer. */
export function isNotification(value: unknown): boolean {
  try {
    return readRequest(value).id === undefined
  } catch {
    // What is no request at all is told so.
    return false
  }
}

function isRequestId(id: unknown): id is RequestId {
  // 1e999 is JSON, but no number that could be said back.
  return typeof id === 'string' || Number.isFinite(id) || id === null
}
