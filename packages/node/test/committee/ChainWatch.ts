import { setTimeout as delay } from 'node:timers/promises'

interface NewHead {
  readonly number: string
  readonly hash: string
  readonly parentHash: string
}

/** An address at which a chain is shown. */
export interface WatchedEndpoint {
  readonly name: string
  /** Of its JSON-RPC. */
  readonly url: string
}

const RETRY_MS = 100

/**
 * Hears every new head that several endpoints announce, through their ends and returns, and holds them to one chain:
 * a height has one hash, whoever shows it and whenever, and what an endpoint announces follows what it announced before.
 */
export class ChainWatch {
  /** Contradictions in words; there should be none. */
  readonly violations: string[] = []
  readonly #hashes = new Map<number, string>()
  /** When the first endpoint showed a block, in milliseconds since 1970, by number. */
  readonly #shownAtMs = new Map<number, number>()
  readonly #ending = new AbortController()
  readonly #running: Promise<unknown>
  #height = 0
  #announcements = 0
  #repeated = 0

  constructor(endpoints: readonly WatchedEndpoint[]) {
    this.#running = Promise.all(endpoints.map((endpoint) => this.#watch(endpoint)))
  }

  /** The highest block that anybody has shown. */
  get height(): number {
    return this.#height
  }

  /** How many heads were heard, from all together. */
  get announcements(): number {
    return this.#announcements
  }

  /** How many of them an endpoint had announced before: the same blocks, or they would be violations. */
  get repeated(): number {
    return this.#repeated
  }

  /** What was shown, by number. */
  get hashes(): ReadonlyMap<number, string> {
    return this.#hashes
  }

  /** The pauses between new blocks, in milliseconds, ascending. */
  pausesMs(): readonly number[] {
    const times = [...this.#shownAtMs.values()]
    return times.map((time, i) => time - (times[i - 1] ?? time)).sort((a, b) => a - b)
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#running
  }

  async #watch(endpoint: WatchedEndpoint): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await this.#listen(endpoint)
      await delay(RETRY_MS)
    }
  }

  /** Until the connection ends. */
  #listen({ name, url }: WatchedEndpoint): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url.replace('http', 'ws'))
      const close = () => socket.close()
      this.#ending.signal.addEventListener('abort', close)
      let last: number | undefined
      socket.addEventListener('open', () => {
        const request = { jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] }
        socket.send(JSON.stringify(request))
      })
      socket.addEventListener('message', ({ data }) => {
        const head = JSON.parse(String(data)).params?.result as NewHead | undefined
        if (head === undefined) return
        this.#take(name, head, last)
        last = Number(head.number)
      })
      // `close` follows and says the same.
      socket.addEventListener('error', () => undefined)
      socket.addEventListener('close', () => {
        this.#ending.signal.removeEventListener('abort', close)
        resolve()
      })
    })
  }

  #take(name: string, { number: quantity, hash, parentHash }: NewHead, last: number | undefined) {
    const number = Number(quantity)
    this.#announcements++
    if (last !== undefined && number > last + 1) {
      this.violations.push(`${name} showed block ${number} after block ${last}`)
    }
    if (last !== undefined && number <= last) this.#repeated++
    this.#hold(name, number, hash)
    this.#hold(name, number - 1, parentHash)
    if (number <= this.#height) return
    this.#height = number
    this.#shownAtMs.set(number, Date.now())
  }

  #hold(name: string, number: number, hash: string): void {
    const known = this.#hashes.get(number)
    if (known === undefined) this.#hashes.set(number, hash)
    else if (known !== hash) {
      this.violations.push(`${name} showed ${hash} as block ${number}, which was ${known}`)
    }
  }
}
