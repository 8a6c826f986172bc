import { JsonRpcError } from './JsonRpc.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

interface WsMessage {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
  readonly params?: { readonly result: { readonly number: string } }
}

/** JSON-RPC over one WebSocket, with the newest head as the node tells it. */
export class WsRpc {
  /** The highest block number that was announced. */
  head = 0
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, Waiting>()
  #headWaiters: (() => void)[] = []
  #nextId = 1

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#onMessage(JSON.parse(String(data))))
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the WebSocket closed'))
    })
  }

  /** Connects and subscribes to new heads. */
  static async connect(url: string): Promise<WsRpc> {
    const socket = new WebSocket(url)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', () => reject(new Error(`no WebSocket at ${url}`)))
    })
    const rpc = new WsRpc(socket)
    await rpc.call('eth_subscribe', 'newHeads')
    rpc.head = Math.max(rpc.head, Number(await rpc.call('eth_blockNumber')))
    return rpc
  }

  call<T = unknown>(method: string, ...params: readonly unknown[]): Promise<T> {
    const id = this.#nextId++
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    })
  }

  /** Whether a head above `number` comes within that time. */
  async headAbove(number: number, timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs
    while (this.head <= number) {
      const leftMs = deadline - Date.now()
      if (leftMs <= 0) return false
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs)
        this.#headWaiters.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
    return true
  }

  close(): void {
    this.#socket.close()
  }

  #onMessage({ id, result, error, params }: WsMessage): void {
    if (id === undefined) {
      this.head = Math.max(this.head, Number(params?.result.number))
      const waiters = this.#headWaiters
      this.#headWaiters = []
      for (const wake of waiters) wake()
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(new JsonRpcError('over WebSocket', error))
  }
}
