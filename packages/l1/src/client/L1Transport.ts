import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import { L1EndpointError } from '../error/L1EndpointError.ts'
import { L1ResponseError } from '../error/L1ResponseError.ts'
import { L1UnreachableError } from '../error/L1UnreachableError.ts'
import { pause } from './pause.ts'
import { postRpc } from './postRpc.ts'
import type { RpcAnswer, RpcCall } from './RpcCall.ts'
import { retryDelayMs } from './retryDelayMs.ts'

export interface L1TransportOptions {
  /** HTTP endpoints of the same L1, the preferred one first; at least one. */
  readonly urls: readonly string[]
  /** L1's; an endpoint of another chain counts as failed. Not checked when absent. */
  readonly chainId?: number
  /** For one HTTP exchange. @default 5000 */
  readonly timeoutMs?: number
  /** Rounds over all endpoints before a request fails. @default 4 */
  readonly attempts?: number
  /** Before the second round; doubles with each. @default 200 */
  readonly firstRetryDelayMs?: number
  /** @default 5000 */
  readonly maxRetryDelayMs?: number
  /** How long an endpoint that failed stands behind the others. @default 30000 */
  readonly coolDownMs?: number
  /** Calls in one HTTP exchange. @default 100 */
  readonly maxBatchSize?: number
  /** Told of every failed exchange, also of those that a retry repaired. */
  readonly onFailure?: (error: L1Failure) => void
  readonly fetch?: typeof fetch
  /** For jitter; in [0, 1). */
  readonly random?: () => number
}

export interface L1RequestOptions {
  readonly signal?: AbortSignal | undefined
  /** Rounds over all endpoints, instead of the client's own setting. */
  readonly attempts?: number
}

/** How an endpoint can fail one exchange: not answer, or answer what cannot be. */
export type L1Failure = L1EndpointError | L1ResponseError | L1DataMismatchError

interface Endpoint {
  readonly url: string
  /** `performance.now()` of its last failure; −∞ when it never failed. */
  failedAtMs: number
  /** Whether it is known to be of the right chain. */
  isChecked: boolean
}

/** JSON-RPC over HTTP to any of several endpoints: batches, time-outs, fail-over, retries. */
export class L1Transport {
  readonly #endpoints: readonly Endpoint[]
  readonly #chainId: number | null
  readonly #timeoutMs: number
  readonly #attempts: number
  readonly #firstRetryDelayMs: number
  readonly #maxRetryDelayMs: number
  readonly #coolDownMs: number
  readonly #maxBatchSize: number
  readonly #onFailure: (error: L1Failure) => void
  readonly #fetch: typeof fetch
  readonly #random: () => number

  constructor(options: L1TransportOptions) {
    if (options.urls.length === 0) throw new RangeError('an L1 client needs at least one URL')
    this.#chainId = options.chainId ?? null
    this.#endpoints = options.urls.map((url) => ({
      url,
      failedAtMs: Number.NEGATIVE_INFINITY,
      isChecked: this.#chainId === null,
    }))
    this.#timeoutMs = options.timeoutMs ?? 5000
    this.#attempts = options.attempts ?? 4
    this.#firstRetryDelayMs = options.firstRetryDelayMs ?? 200
    this.#maxRetryDelayMs = options.maxRetryDelayMs ?? 5000
    this.#coolDownMs = options.coolDownMs ?? 30_000
    this.#maxBatchSize = options.maxBatchSize ?? 100
    this.#onFailure = options.onFailure ?? (() => undefined)
    this.#fetch = options.fetch ?? fetch
    this.#random = options.random ?? Math.random
  }

  get urls(): readonly string[] {
    return this.#endpoints.map(({ url }) => url)
  }

  /**
   * What `read` makes of each answer, in the order of the calls. An endpoint whose answer `read` refuses with
   * {@link L1ResponseError} or {@link L1DataMismatchError} has failed like one that is silent. Throws
   * {@link L1UnreachableError} or the last such refusal, what else `read` throws, or the signal's reason.
   */
  async requestAll<T>(
    calls: readonly RpcCall[],
    read: (answer: RpcAnswer, call: RpcCall) => T,
    options: L1RequestOptions = {},
  ): Promise<T[]> {
    const results: T[] = []
    for (let start = 0; start < calls.length; start += this.#maxBatchSize) {
      const part = calls.slice(start, start + this.#maxBatchSize)
      for (const result of await this.#requestPart(part, read, options)) results.push(result)
    }
    return results
  }

  /** Puts an endpoint behind the others for a while, for a reason that the transport cannot see (a stale head). */
  demote(url: string): void {
    for (const endpoint of this.#endpoints) {
      if (endpoint.url === url) endpoint.failedAtMs = performance.now()
    }
  }

  /** One call to one given endpoint, without retries. Throws {@link L1EndpointError}. */
  async requestFrom(url: string, call: RpcCall, signal?: AbortSignal): Promise<RpcAnswer> {
    const [answer] = await this.#post(url, [call], signal)
    return answer as RpcAnswer
  }

  async #requestPart<T>(
    calls: readonly RpcCall[],
    read: (answer: RpcAnswer, call: RpcCall) => T,
    options: L1RequestOptions,
  ): Promise<readonly T[]> {
    const attempts = options.attempts ?? this.#attempts
    let lastFailure: L1Failure | undefined
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) await pause(this.#delayMs(attempt - 1, lastFailure), options.signal)
      for (const endpoint of this.#inOrder()) {
        try {
          if (!endpoint.isChecked) await this.#checkChain(endpoint, options.signal)
          const answers = await this.#post(endpoint.url, calls, options.signal)
          return answers.map((answer, i) => read(answer, calls[i] as RpcCall))
        } catch (error) {
          if (!isEndpointsFault(error)) throw error
          this.#onFailure(error)
          if (error instanceof L1EndpointError && error.failure.kind === 'batchRefused') {
            return this.#requestHalves(calls, read, options)
          }
          endpoint.failedAtMs = performance.now()
          endpoint.isChecked = this.#chainId === null
          lastFailure = error
        }
      }
      // What takes too long together, such as the receipts of a hundred full blocks, may come in pieces.
      if (calls.length > 1 && isTimeout(lastFailure)) {
        return this.#requestHalves(calls, read, options)
      }
    }
    if (lastFailure !== undefined && !(lastFailure instanceof L1EndpointError)) throw lastFailure
    throw new L1UnreachableError({
      urls: this.urls,
      method: calls[0]?.method ?? 'nothing',
      attempts,
      cause: lastFailure,
    })
  }

  async #requestHalves<T>(
    calls: readonly RpcCall[],
    read: (answer: RpcAnswer, call: RpcCall) => T,
    options: L1RequestOptions,
  ): Promise<readonly T[]> {
    const middle = Math.ceil(calls.length / 2)
    const first = await this.#requestPart(calls.slice(0, middle), read, options)
    const second = await this.#requestPart(calls.slice(middle), read, options)
    return [...first, ...second]
  }

  async #checkChain(endpoint: Endpoint, signal?: AbortSignal): Promise<void> {
    const { url } = endpoint
    const [answer] = await this.#post(url, [{ method: 'eth_chainId', params: [] }], signal)
    const chainId = answer?.ok ? Number(answer.result) : null
    if (chainId !== this.#chainId) {
      const failure = { kind: 'wrongChain', expected: this.#chainId ?? 0, actual: chainId } as const
      throw new L1EndpointError({ url, failure })
    }
    endpoint.isChecked = true
  }

  #post(url: string, calls: readonly RpcCall[], signal?: AbortSignal): Promise<RpcAnswer[]> {
    return postRpc({ url, calls, timeoutMs: this.#timeoutMs, fetch: this.#fetch, signal })
  }

  #delayMs(retry: number, lastFailure: L1Failure | undefined): number {
    const delayMs = retryDelayMs({
      retry,
      firstDelayMs: this.#firstRetryDelayMs,
      maxDelayMs: this.#maxRetryDelayMs,
      random: this.#random,
    })
    const failure = lastFailure instanceof L1EndpointError ? lastFailure.failure : null
    const wishMs = failure?.kind === 'http' ? (failure.retryAfterMs ?? 0) : 0
    return Math.max(delayMs, Math.min(wishMs, this.#maxRetryDelayMs))
  }

  /** Healthy endpoints in the configured order, then those that failed lately, the longest ago first. */
  #inOrder(): Endpoint[] {
    const hotSinceMs = performance.now() - this.#coolDownMs
    const rank = ({ failedAtMs }: Endpoint) => (failedAtMs < hotSinceMs ? 0 : failedAtMs)
    return this.#endpoints.toSorted((a, b) => rank(a) - rank(b))
  }
}

function isTimeout(failure: L1Failure | undefined): boolean {
  return failure instanceof L1EndpointError && failure.failure.kind === 'timeout'
}

function isEndpointsFault(error: unknown): error is L1Failure {
  return (
    error instanceof L1EndpointError ||
    error instanceof L1ResponseError ||
    error instanceof L1DataMismatchError
  )
}
