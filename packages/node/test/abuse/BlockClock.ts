const TRANSFER_GAS = 21_000

interface Told {
  readonly params?: { readonly result: { readonly gasUsed: string } }
}

/** How regularly blocks came in a stretch of time. */
export interface BlockPace {
  readonly count: number
  readonly perMinute: number
  /** Transfers in these blocks, by the gas that was used. */
  readonly transfersPerMinute: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly longestMs: number
}

/** Notes when a node tells of its blocks. */
export class BlockClock {
  readonly #blocks: { readonly atMs: number; readonly transfers: number }[] = []
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const { params } = JSON.parse(String(data)) as Told
      if (params === undefined) return
      const transfers = Math.round(Number(params.result.gasUsed) / TRANSFER_GAS)
      this.#blocks.push({ atMs: performance.now(), transfers })
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
    const within = this.#blocks.filter(({ atMs }) => atMs >= startMs && atMs <= endMs)
    const edges = [startMs, ...within.map(({ atMs }) => atMs), endMs]
    const gaps = edges.slice(1).map((ms, i) => ms - (edges[i] as number))
    const sorted = gaps.toSorted((a, b) => a - b)
    const at = (share: number) =>
      Math.round(sorted[Math.floor(share * (sorted.length - 1))] as number)
    const perMinute = (count: number) => Math.round((count / (endMs - startMs)) * 60_000)
    return {
      count: within.length,
      perMinute: perMinute(within.length),
      transfersPerMinute: perMinute(within.reduce((sum, { transfers }) => sum + transfers, 0)),
      ...{ medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1) },
    }
  }

  stop(): void {
    this.#socket.close()
  }
}
