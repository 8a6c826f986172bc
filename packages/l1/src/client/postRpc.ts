import { L1EndpointError, type L1EndpointFailure } from '../error/L1EndpointError.ts'
import { L1RpcError } from '../error/L1RpcError.ts'
import type { RpcAnswer, RpcCall } from './RpcCall.ts'

export interface PostRpcOptions {
  readonly url: string
  readonly calls: readonly RpcCall[]
  /** For the whole exchange, the body included. */
  readonly timeoutMs: number
  readonly fetch: typeof fetch
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends calls to one endpoint in one HTTP exchange and gives the answers in the order of the calls. Throws
 * {@link L1EndpointError}, or the signal's reason.
 */
export async function postRpc(options: PostRpcOptions): Promise<RpcAnswer[]> {
  const { url, calls, timeoutMs, signal } = options
  signal?.throwIfAborted()
  // One controller by hand: AbortSignal.any keeps a reference in the long-lived signal for each request.
  const controller = new AbortController()
  const abort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', abort)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    controller.abort()
  }, timeoutMs)
  const fail = (failure: L1EndpointFailure, cause?: unknown) =>
    new L1EndpointError({ url, failure, cause })
  let response: Response
  let text: string
  try {
    response = await options.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: encodeCalls(calls),
      signal: controller.signal,
    })
    text = await response.text()
  } catch (cause) {
    if (isLate) throw fail({ kind: 'timeout', timeoutMs })
    signal?.throwIfAborted()
    throw fail({ kind: 'network' }, cause)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
  if (response.status === 429 || response.status >= 502) {
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'))
    throw fail({ kind: 'http', status: response.status, retryAfterMs })
  }
  const body = parseJson(text)
  if (calls.length > 1 && (response.status === 413 || isRefusal(body))) {
    throw fail({ kind: 'batchRefused', callCount: calls.length })
  }
  const answers = readAnswers(body, calls)
  if (typeof answers !== 'string') return answers
  throw fail(
    response.ok
      ? { kind: 'malformed', reason: answers }
      : { kind: 'http', status: response.status, retryAfterMs: null },
  )
}

function encodeCalls(calls: readonly RpcCall[]): string {
  const requests = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }))
  return JSON.stringify(requests.length === 1 ? requests[0] : requests)
}

/** The parsed body, or `undefined`, which no JSON parses to. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One error object in answer to several calls: the node takes no batches, or none of this size. */
function isRefusal(body: unknown): boolean {
  return isObject(body) && !Array.isArray(body) && isObject(body.error)
}

/** The answers, or the reason why the body is none. */
function readAnswers(body: unknown, calls: readonly RpcCall[]): RpcAnswer[] | string {
  if (body === undefined) return 'not JSON'
  const replies = calls.length === 1 ? [Array.isArray(body) ? body[0] : body] : body
  if (!Array.isArray(replies)) return `one object for ${calls.length} calls`
  const answers: (RpcAnswer | undefined)[] = calls.map(() => undefined)
  for (const reply of replies) {
    if (!isObject(reply)) return 'a reply that is not an object'
    const id = calls.length === 1 ? 0 : reply.id
    const call = typeof id === 'number' ? calls[id] : undefined
    if (typeof id !== 'number' || call === undefined) return 'a reply with an unknown id'
    const error = reply.error
    if (isObject(error)) {
      answers[id] = { ok: false, error: rpcError(call.method, error) }
    } else if ('result' in reply) {
      answers[id] = { ok: true, result: reply.result }
    } else {
      return 'a reply with neither result nor error'
    }
  }
  const complete = answers.filter((answer) => answer !== undefined)
  return complete.length === calls.length ? complete : 'not every call was answered'
}

function rpcError(method: string, error: Record<string, unknown>): L1RpcError {
  return new L1RpcError({
    method,
    rpcCode: typeof error.code === 'number' ? error.code : 0,
    rpcMessage: String(error.message ?? 'no message'),
    data: error.data,
  })
}

function parseRetryAfter(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object'
}
