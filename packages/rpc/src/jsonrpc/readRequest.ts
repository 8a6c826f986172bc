import { InvalidRequestError } from '../error/InvalidRequestError.ts'
import { isRequestId, type RequestId } from './RequestId.ts'

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
