import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type ByteBudget, holdUnfinished } from '@mvm/rpc'
import { WebSocketServer } from 'ws'
import { endWhenDead } from '../peer/endWhenDead.ts'
import { joinSockets } from './joinSockets.ts'
import { requestedDac } from './requestedDac.ts'
import type { UpstreamChoice } from './UpstreamChoice.ts'

const MAX_SOCKETS = 1_000
const PING_MS = 30_000

/** Takes WebSockets in and joins each with one to the node that serves its DAC. */
export class SocketGate {
  readonly #choice: UpstreamChoice
  readonly #budget: ByteBudget
  readonly #server: WebSocketServer
  /** Connections that are being taken in. */
  #entering = 0

  constructor(choice: UpstreamChoice, budget: ByteBudget, maxPayload: number) {
    this.#choice = choice
    this.#budget = budget
    this.#server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload })
  }

  /** Answers an HTTP upgrade: with a WebSocket, or with an HTTP error. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', () => stream.destroy())
    const slug = requestedDac(request.url ?? '/')
    if (slug === null) refuse(stream, '400 Bad Request')
    else if (this.#server.clients.size + this.#entering >= MAX_SOCKETS) {
      refuse(stream, '503 Service Unavailable')
    } else {
      this.#entering++
      this.#join(slug, request, stream, head)
        .catch(() => stream.destroy())
        .finally(() => {
          this.#entering--
        })
    }
  }

  close(): void {
    for (const client of this.#server.clients) client.close(1001, 'GOING_AWAY')
  }

  async #join(slug: string, request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const upstream = await this.#choice.of(slug)
    if (upstream === undefined) {
      refuse(stream, '503 Service Unavailable')
      return
    }
    this.#server.handleUpgrade(request, stream, head, (client) => {
      holdUnfinished(client, stream, this.#budget)
      endWhenDead(client, stream as Socket, PING_MS)
      const url = `${upstream.url.replace('http', 'ws')}${request.url}`
      joinSockets(client, url, request.headers.authorization)
    })
  }
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
