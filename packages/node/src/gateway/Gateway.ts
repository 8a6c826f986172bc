import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ByteBudget } from '@mvm/rpc'
import { PortTakenError } from '../error/PortTakenError.ts'
import { answerRequest, MAX_REQUEST_BYTES } from './answerRequest.ts'
import { SocketGate } from './SocketGate.ts'
import { Upstream } from './Upstream.ts'
import { UpstreamChoice } from './UpstreamChoice.ts'

export interface GatewayOptions {
  /** JSON-RPC of the nodes, the first one preferred. */
  readonly upstreamUrls: readonly string[]
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
}

/** Of all requests in work and answers not yet taken, and of WebSocket messages that have not come in full. */
const MAX_HELD_BYTES = 256_000_000
const MAX_CONNECTIONS = 5_000
const REQUEST_TIMEOUT_MS = 30_000
const HEADERS_TIMEOUT_MS = 10_000

/** One address for several nodes: hands each DAC's requests to one that is ready, and to the next when it is lost. */
export class Gateway {
  readonly rpcUrl: string
  readonly #server: Server
  readonly #sockets: SocketGate
  readonly #choice: UpstreamChoice
  readonly #ending: AbortController

  private constructor(
    rpcUrl: string,
    server: Server,
    sockets: SocketGate,
    choice: UpstreamChoice,
    ending: AbortController,
  ) {
    this.rpcUrl = rpcUrl
    this.#server = server
    this.#sockets = sockets
    this.#choice = choice
    this.#ending = ending
  }

  /** Throws {@link PortTakenError}. */
  static async start({ upstreamUrls, host, port }: GatewayOptions): Promise<Gateway> {
    const choice = new UpstreamChoice(upstreamUrls.map((url) => new Upstream(url)))
    const budget = new ByteBudget(MAX_HELD_BYTES)
    const sockets = new SocketGate(choice, budget, MAX_REQUEST_BYTES)
    const server = createServer(
      {
        keepAliveTimeout: 75_000,
        requestTimeout: REQUEST_TIMEOUT_MS,
        headersTimeout: HEADERS_TIMEOUT_MS,
      },
      (request, response) => {
        answerRequest(choice, budget, request, response).catch(() => response.destroy())
      },
    )
    server.maxConnections = MAX_CONNECTIONS
    server.on('upgrade', (request, stream, head) => sockets.upgrade(request, stream, head))
    server.listen({ host, port })
    await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      throw new PortTakenError({ port, option: '--port' })
    })
    const ending = new AbortController()
    void choice.run(ending.signal)
    void sockets.run(ending.signal)
    const { port: taken } = server.address() as AddressInfo
    return new Gateway(`http://${host}:${taken}`, server, sockets, choice, ending)
  }

  /** How many DACs, or names of none, the nodes are asked about just now. */
  get nameCount(): number {
    return this.#choice.nameCount
  }

  /** Ends all connections and stops listening. */
  async close(): Promise<void> {
    this.#ending.abort()
    this.#sockets.close()
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}
