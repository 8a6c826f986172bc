import { MvmError } from '@mvm/protocol'

/** How one HTTP exchange with an endpoint failed. */
export type L1EndpointFailure =
  | { readonly kind: 'network' }
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  | { readonly kind: 'http'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'batchRefused'; readonly callCount: number }
  | { readonly kind: 'malformed'; readonly reason: string }
  /** `actual` is `null` when the endpoint does not say. */
  | { readonly kind: 'wrongChain'; readonly expected: number; readonly actual: number | null }

/** One endpoint failed once; the client goes on to the next, so callers see it only as a `cause`. */
export class L1EndpointError extends MvmError {
  readonly code = 'L1_ENDPOINT'
  readonly url: string
  readonly failure: L1EndpointFailure

  constructor({
    url,
    failure,
    cause,
  }: {
    readonly url: string
    readonly failure: L1EndpointFailure
    readonly cause?: unknown
  }) {
    super(`${url} ${describe(failure, cause)}`, { cause })
    this.url = url
    this.failure = failure
  }
}

function describe(failure: L1EndpointFailure, cause: unknown): string {
  switch (failure.kind) {
    case 'network':
      return `is not reachable: ${networkReason(cause)}`
    case 'timeout':
      return `did not answer within ${failure.timeoutMs} ms`
    case 'http':
      return `answered with HTTP status ${failure.status}`
    case 'batchRefused':
      return `does not take ${failure.callCount} calls at once`
    case 'wrongChain':
      return `is of chain ${failure.actual ?? 'unknown'}, not ${failure.expected}`
    case 'malformed':
      return `answered with something that is not JSON-RPC: ${failure.reason}`
  }
}

/** fetch hides the reason ("ECONNREFUSED") in the cause of a TypeError that says "fetch failed". */
function networkReason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const inner = cause.cause
  if (inner instanceof Error && inner.message !== '') return inner.message
  if (inner !== null && typeof inner === 'object' && 'code' in inner) return String(inner.code)
  return cause.message
}
