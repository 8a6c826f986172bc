import { AnswerTooLateError } from '../error/AnswerTooLateError.ts'
import { GatewayBusyError } from '../error/GatewayBusyError.ts'

/**
 * What a node says of a DAC; `reads only` when it is cut off from who leads, `unknown` when it serves none of that name,
 * `down` when it does not answer.
 */
export type UpstreamState = 'ready' | 'reads only' | 'catching up' | 'unknown' | 'down'

export interface UpstreamRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer> | undefined
}

export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/** How long a node may take to say whether it is ready, in milliseconds; longer than any pause that it makes. */
const CHECK_TIMEOUT_MS = 3_000
/** A node answers within 30 s or says that it cannot. */
const ANSWER_TIMEOUT_MS = 40_000

/** A node behind the gateway. */
export class Upstream {
  /** Without a slash at its end. */
  readonly url: string
  #lost = new AbortController()

  constructor(url: string) {
    this.url = url.replace(/\/$/, '')
  }

  /** Asks for the state of a DAC; a node that does not answer loses all that it is being asked. */
  async check(slug: string): Promise<UpstreamState> {
    const query = slug === '' ? '' : `?dac=${encodeURIComponent(slug)}`
    try {
      const response = await fetch(`${this.url}/readyz${query}`, {
        signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
      })
      const text = await response.text()
      if (response.status === 404) return 'unknown'
      if (response.status !== 200) return 'catching up'
      return /"takesTransactions":\s*false/.test(text) ? 'reads only' : 'ready'
    } catch {
      this.#lost.abort()
      this.#lost = new AbortController()
      return 'down'
    }
  }

  /**
   * Rejects when the node is lost before it has answered in full, with {@link AnswerTooLateError} when it takes too long
   * for this request, and with {@link GatewayBusyError} when its answer is not to be held.
   *
   * @param hold takes bytes of the answer from the budget
   */
  async ask(
    { method, path, headers, body }: UpstreamRequest,
    hold: (bytes: number) => boolean,
  ): Promise<UpstreamAnswer> {
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS)
    try {
      const response = await fetch(`${this.url}${path}`, {
        ...{ method, headers, redirect: 'manual' },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.any([this.#lost.signal, timeout]),
      })
      const chunks: Uint8Array[] = []
      for await (const chunk of response.body ?? []) {
        if (!hold(chunk.length)) throw new GatewayBusyError()
        chunks.push(chunk)
      }
      return { status: response.status, headers: response.headers, body: Buffer.concat(chunks) }
    } catch (error) {
      throw timeout.aborted ? new AnswerTooLateError({ waitedMs: ANSWER_TIMEOUT_MS }) : error
    }
  }
}
