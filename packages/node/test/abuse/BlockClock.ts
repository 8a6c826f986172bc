/** How regularly blocks came in a stretch of time. */
export interface BlockPace {
  readonly count: number
  readonly perMinute: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly longestMs: number
}

/** Notes when a node tells of its blocks. */
export class BlockClock {
  readonly #atMs: number[] = []
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      if (String(data).includes('eth_subscription')) this.#atMs.push(performance.now())
    })
  }

  static async start(url: string): Promise<BlockClock> {
    const socket = new WebSocket(url.replace('http:', 'ws:'))
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', () => reject(new Error(`no WebSocket at ${url}`)))
    })
    const clock = new BlockClock(socket)
    socket.send('{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}')
    return clock
  }

  /** The pace while something goes on. */
  async during(work: () => Promise<unknown>): Promise<BlockPace> {
    const startMs = performance.now()
    await work()
    const endMs = performance.now()
    const within = this.#atMs.filter((ms) => ms >= startMs && ms <= endMs)
    const edges = [startMs, ...within, endMs]
    const gaps = edges.slice(1).map((ms, i) => ms - (edges[i] as number))
    const sorted = gaps.toSorted((a, b) => a - b)
    const at = (share: number) =>
      Math.round(sorted[Math.floor(share * (sorted.length - 1))] as number)
    return {
      count: within.length,
      perMinute: Math.round((within.length / (endMs - startMs)) * 60_000),
      ...{ medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1) },
    }
  }

  stop(): void {
    this.#socket.close()
  }
}
