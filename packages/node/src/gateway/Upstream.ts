/** What a node says of a DAC; `unknown` when it serves none of that name, `down` when it does not answer. */
export type UpstreamState = 'ready' | 'catching up' | 'unknown' | 'down'

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
      const { status, body } = await fetch(`${this.url}/readyz${query}`, {
        signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
      })
      await body?.cancel()
      if (status === 404) return 'unknown'
      return status === 200 ? 'ready' : 'catching up'
    } catch {
      this.#lost.abort()
      this.#lost = new AbortController()
      return 'down'
    }
  }

  /** Rejects when the node is lost before it has answered in full. */
  async ask({ method, path, headers, body }: UpstreamRequest): Promise<UpstreamAnswer> {
    const response = await fetch(`${this.url}${path}`, {
      ...{ method, headers, redirect: 'manual' },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([this.#lost.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    }
  }
}
