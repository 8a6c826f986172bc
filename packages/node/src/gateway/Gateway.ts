import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { PortTakenError } from '../error/PortTakenError.ts'
import { joinSockets } from './joinSockets.ts'
import { settleResent } from './settleResent.ts'
import { Upstream, type UpstreamAnswer, type UpstreamRequest } from './Upstream.ts'
import { UpstreamChoice } from './UpstreamChoice.ts'

export interface GatewayOptions {
  /** JSON-RPC of the nodes, the first one preferred. */
  readonly upstreamUrls: readonly string[]
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
}

/** What a node takes as well. */
const MAX_REQUEST_BYTES = 5_000_000
/** For how long a request waits for a node: longer than it takes to see that one is lost, or that it is back. */
const MAX_WAIT_MS = 10_000
const RETRY_MS = 100
const NOBODY = 'no sequencer is ready for this DAC; try again in a moment'
const HANDED_ON = ['content-type', 'authorization', 'origin', 'access-control-request-headers']
const KEPT_BY_US = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']

/** One address for several nodes: hands each DAC's requests to one that is ready, and to the next when it is lost. */
export class Gateway {
  readonly rpcUrl: string
  readonly #server: Server
  readonly #sockets: WebSocketServer
  readonly #ending: AbortController

  private constructor(
    rpcUrl: string,
    server: Server,
    sockets: WebSocketServer,
    ending: AbortController,
  ) {
    this.rpcUrl = rpcUrl
    this.#server = server
    this.#sockets = sockets
    this.#ending = ending
  }

  /** Throws {@link PortTakenError}. */
  static async start({ upstreamUrls, host, port }: GatewayOptions): Promise<Gateway> {
    const choice = new UpstreamChoice(upstreamUrls.map((url) => new Upstream(url)))
    const sockets = new WebSocketServer({
      ...{ noServer: true, perMessageDeflate: false, maxPayload: MAX_REQUEST_BYTES },
    })
    const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
      answer(choice, request, response).catch(() => response.destroy())
    })
    server.on('upgrade', async (request, stream, head) => {
      stream.on('error', () => stream.destroy())
      const upstream = await choice.of(slugOf(request))
      if (upstream === undefined) {
        stream.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n')
        return
      }
      sockets.handleUpgrade(request, stream, head, (client) => {
        joinSockets(
          client,
          `${upstream.url.replace('http', 'ws')}${request.url}`,
          request.headers.authorization,
        )
      })
    })
    server.listen({ host, port })
    await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      throw new PortTakenError({ port, option: '--port' })
    })
    const ending = new AbortController()
    void choice.run(ending.signal)
    const { port: taken } = server.address() as AddressInfo
    return new Gateway(`http://${host}:${taken}`, server, sockets, ending)
  }

  /** Ends all connections and stops listening. */
  async close(): Promise<void> {
    this.#ending.abort()
    for (const client of this.#sockets.clients) client.close(1001, 'GOING_AWAY')
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

async function answer(
  choice: UpstreamChoice,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (incoming.url === '/livez') {
    response.setHeader('content-type', 'application/json').end('{"live":true}')
    return
  }
  const body = await readBody(incoming)
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end()
    return
  }
  const { method = 'GET', url: path = '/' } = incoming
  const headers: Record<string, string> = {}
  for (const name of HANDED_ON) {
    const value = incoming.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  const request = { method, path, headers, body: method === 'POST' ? body : undefined }
  const outcome = await forward(choice, slugOf(incoming), request)
  if (outcome === undefined) {
    const error = { code: -32000, message: NOBODY, data: { reason: 'NO_UPSTREAM' } }
    response
      .writeHead(503, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
      .end(JSON.stringify({ jsonrpc: '2.0', id: null, error }))
    return
  }
  for (const [name, value] of outcome.headers) {
    if (!KEPT_BY_US.includes(name)) response.setHeader(name, value)
  }
  response.writeHead(outcome.status).end(outcome.body)
}

/** Asks one node after the other until one answers; `undefined` when none has for long. */
async function forward(
  choice: UpstreamChoice,
  slug: string,
  request: UpstreamRequest,
): Promise<UpstreamAnswer | undefined> {
  const isRead = request.body === undefined
  let isResent = false
  const untilMs = Date.now() + MAX_WAIT_MS
  do {
    const upstream = await choice.of(slug)
    if (upstream !== undefined) {
      try {
        const outcome = await upstream.ask(request)
        if (!isResent || request.body === undefined) return outcome
        const settled = await settleResent(
          Buffer.from(request.body).toString(),
          outcome.body.toString(),
          (hash) => receiptOf(upstream, request, hash),
        )
        return { ...outcome, body: Buffer.from(settled) }
      } catch {
        choice.lost(upstream)
        isResent = true
        continue
      }
    }
    // Who asks whether we are ready wants to know it now.
    if (isRead) return undefined
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  } while (Date.now() < untilMs)
  return undefined
}

async function receiptOf(
  upstream: Upstream,
  { path, headers }: UpstreamRequest,
  hash: string,
): Promise<unknown> {
  const call = { jsonrpc: '2.0', id: 1, method: 'eth_getTransactionReceipt', params: [hash] }
  const body = new Uint8Array(Buffer.from(JSON.stringify(call)))
  const outcome = await upstream.ask({ method: 'POST', path, headers, body })
  return (JSON.parse(outcome.body.toString()) as { result?: unknown }).result
}

/** `undefined` when it is longer than a node would take. */
async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_REQUEST_BYTES) return undefined
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The DAC that a request is about; `''` for the first one. */
function slugOf({ url = '/' }: IncomingMessage): string {
  const [path = '/', query = ''] = url.split('?')
  if (path === '/readyz') return new URLSearchParams(query).get('dac') ?? ''
  return path.split('/')[1] ?? ''
}
