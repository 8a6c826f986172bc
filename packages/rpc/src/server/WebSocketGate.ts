import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { bearerToken } from '../access/bearerToken.ts'
import { DacUnknownError } from '../error/DacUnknownError.ts'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import type { RpcError } from '../error/RpcError.ts'
import { encodeError } from '../jsonrpc/encodeError.ts'
import { closeCodes } from './closeCodes.ts'
import { holdUnfinished } from './holdUnfinished.ts'
import type { RpcService } from './RpcService.ts'
import { slugOfPath } from './slugOfPath.ts'
import { WebSocketConnection } from './WebSocketConnection.ts'

const HEARTBEAT_MS = 30_000

/** Takes WebSockets in on the paths on which HTTP answers. */
export class WebSocketGate {
  readonly #service: Pick<RpcService, keyof RpcService>
  readonly #server: WebSocketServer
  readonly #connections = new Set<WebSocketConnection>()
  readonly #heartbeat: NodeJS.Timeout

  constructor(service: Pick<RpcService, keyof RpcService>) {
    this.#service = service
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: service.limits.requestBytes,
      perMessageDeflate: false,
    })
    this.#heartbeat = setInterval(() => {
      for (const connection of this.#connections) connection.checkAlive()
    }, HEARTBEAT_MS).unref()
  }

  get size(): number {
    return this.#connections.size
  }

  /** Answers an HTTP upgrade: with a WebSocket, or with an HTTP error and its JSON-RPC form. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { sockets } = this.#service.limits
    if (this.#connections.size >= sockets) {
      const error = new LimitExceededError({
        limit: 'sockets',
        allowed: sockets,
        problem: `this node serves ${sockets} WebSockets already`,
        remedy: 'try again later',
      })
      refuse(stream, '503 Service Unavailable', error)
      return
    }
    const slug = slugOfPath(request.url ?? '/')
    if (slug === null || this.#service.find(slug) === null) {
      const error = new DacUnknownError({ slug: slug ?? request.url ?? '' })
      refuse(stream, '404 Not Found', error)
      return
    }
    const token = bearerToken(request.headers.authorization)
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      holdUnfinished(socket, stream, this.#service.budget)
      const connection = new WebSocketConnection(socket, this.#service, slug, { token })
      this.#connections.add(connection)
      socket.on('close', () => this.#connections.delete(connection))
    })
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const connection of this.#connections) connection.close(closeCodes.goingAway)
    this.#server.close()
  }
}

function refuse(stream: Duplex, status: string, error: RpcError): void {
  const body = encodeError(null, error)
  const headers = [
    `HTTP/1.1 ${status}`,
    'connection: close',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  stream.once('error', () => stream.destroy())
  stream.end(`${headers.join('\r\n')}\r\n\r\n${body}`)
}
