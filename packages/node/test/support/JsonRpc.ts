/** An error that a JSON-RPC server answered with. */
export class JsonRpcError extends Error {
  readonly code: number
  readonly data: unknown

  constructor(method: string, { code, message, data }: RpcErrorObject) {
    super(`${method}: ${message} (${code})`)
    this.name = 'JsonRpcError'
    this.code = code
    this.data = data
  }
}

interface RpcErrorObject {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

interface RpcResponse {
  readonly id: number
  readonly result?: unknown
  readonly error?: RpcErrorObject
}

/** A block as JSON-RPC shows it, as far as tests look at it. */
export interface RpcBlock {
  readonly number: `0x${string}`
  readonly hash: `0x${string}`
  readonly parentHash: `0x${string}`
  readonly stateRoot: `0x${string}`
  readonly timestamp: `0x${string}`
  readonly transactions: readonly `0x${string}`[]
}

/** A transaction as JSON-RPC shows it, as far as tests look at it. */
export interface RpcTransaction {
  readonly hash: `0x${string}`
  readonly type: `0x${string}`
  readonly from: `0x${string}`
  readonly nonce: `0x${string}`
}

/** A receipt as JSON-RPC shows it, as far as tests look at it. */
export interface RpcReceipt {
  readonly transactionHash: `0x${string}`
  readonly blockHash: `0x${string}`
  readonly blockNumber: `0x${string}`
  readonly status: `0x${string}`
}

/** JSON-RPC over HTTP with no library between the test and the wire. */
export class JsonRpc {
  readonly url: string
  readonly #timeoutMs: number

  constructor(url: string, timeoutMs = 15_000) {
    this.url = url
    this.#timeoutMs = timeoutMs
  }

  /** Throws {@link JsonRpcError} for an error object, and whatever `fetch` throws. */
  async call<T = unknown>(method: string, ...params: readonly unknown[]): Promise<T> {
    const response = (await this.#post({ jsonrpc: '2.0', id: 1, method, params })) as RpcResponse
    if (response.error !== undefined) throw new JsonRpcError(method, response.error)
    return response.result as T
  }

  /** One method for many parameter lists in one request; errors come back as values. */
  async batch<T = unknown>(
    method: string,
    paramsList: readonly (readonly unknown[])[],
  ): Promise<(T | JsonRpcError)[]> {
    if (paramsList.length === 0) return []
    const body = paramsList.map((params, id) => ({ jsonrpc: '2.0', id, method, params }))
    const responses = (await this.#post(body)) as RpcResponse[]
    const byId = new Map(responses.map((response) => [response.id, response]))
    return paramsList.map((_, id) => {
      const response = byId.get(id)
      if (response === undefined) throw new Error(`${method}: no answer to request ${id}`)
      return response.error === undefined
        ? (response.result as T)
        : new JsonRpcError(method, response.error)
    })
  }

  async blockNumber(): Promise<number> {
    return Number(await this.call<string>('eth_blockNumber'))
  }

  block(tag: number | string): Promise<RpcBlock | null> {
    return this.call('eth_getBlockByNumber', rpcTag(tag), false)
  }

  /** Blocks `first` to `last` in requests of a hundred; throws when one is missing. */
  blocks(first: number, last: number): Promise<RpcBlock[]> {
    return this.#blocks(first, last, false)
  }

  /** The transactions of blocks `first` to `last`, in order. */
  async transactions(first: number, last: number): Promise<RpcTransaction[]> {
    const blocks = await this.#blocks<{ transactions: RpcTransaction[] }>(first, last, true)
    return blocks.flatMap(({ transactions }) => transactions)
  }

  /** Receipts in requests of a hundred; `null` where there is none. */
  async receipts(hashes: readonly string[]): Promise<(RpcReceipt | null)[]> {
    const receipts: (RpcReceipt | null)[] = []
    for (let start = 0; start < hashes.length; start += 100) {
      const params = hashes.slice(start, start + 100).map((hash) => [hash])
      for (const receipt of await this.batch<RpcReceipt>('eth_getTransactionReceipt', params)) {
        if (receipt instanceof JsonRpcError) throw receipt
        receipts.push(receipt)
      }
    }
    return receipts
  }

  async balance(address: string, tag: number | string = 'latest'): Promise<bigint> {
    return BigInt(await this.call<string>('eth_getBalance', address, rpcTag(tag)))
  }

  async nonce(address: string, tag: number | string = 'latest'): Promise<number> {
    return Number(await this.call<string>('eth_getTransactionCount', address, rpcTag(tag)))
  }

  send(raw: string): Promise<`0x${string}`> {
    return this.call('eth_sendRawTransaction', raw)
  }

  async #blocks<Block>(first: number, last: number, isFull: boolean): Promise<Block[]> {
    const blocks: Block[] = []
    for (let start = first; start <= last; start += 100) {
      const count = Math.min(last - start + 1, 100)
      const params = Array.from({ length: count }, (_, i) => [rpcTag(start + i), isFull])
      const answers = await this.batch<Block | null>('eth_getBlockByNumber', params)
      for (const [i, block] of answers.entries()) {
        if (block instanceof JsonRpcError) throw block
        if (block === null) throw new Error(`${this.url} has no block ${start + i}`)
        blocks.push(block)
      }
    }
    return blocks
  }

  async #post(body: unknown): Promise<unknown> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(this.#timeoutMs),
    })
    return response.json()
  }
}

function rpcTag(tag: number | string): string {
  return typeof tag === 'number' ? `0x${tag.toString(16)}` : tag
}
