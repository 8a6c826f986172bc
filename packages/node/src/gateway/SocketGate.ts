import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { type ByteBudget, holdUnfinished } from '@mvm/rpc'
import { type WebSocket, WebSocketServer } from 'ws'
import { endWhenDead } from '../peer/endWhenDead.ts'
import { joinSockets, UPSTREAM_LOST } from './joinSockets.ts'
import { requestedDac } from './requestedDac.ts'
import type { Upstream } from './Upstream.ts'
import type { UpstreamChoice } from './UpstreamChoice.ts'

const MAX_SOCKETS = 1_000
const PING_MS = 30_000
const CHECK_INTERVAL_MS = 500

/** Takes WebSockets in and joins each with one to the node that serves its DAC. */
export class SocketGate {
  readonly #choice: UpstreamChoice
  readonly #budget: ByteBudget
  readonly #server: WebSocketServer
  readonly #joined = new Map<WebSocket, { readonly slug: string; readonly upstream: Upstream }>()
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

  /**
   * Tells those to come again whose node is ready no more where another one is, until the signal aborts: a node that is
   * cut off from the others keeps its connections, and shows and takes nothing new.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const [client, { slug, upstream }] of this.#joined) {
        const best = await this.#choice.of(slug)
        if (best === undefined || best === upstream || this.#choice.isReady(slug, upstream))
          continue
        client.close(UPSTREAM_LOST.code, UPSTREAM_LOST.reason)
      }
      await delay(CHECK_INTERVAL_MS, undefined, { signal }).catch(() => undefined)
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
      this.#joined.set(client, { slug, upstream })
      client.once('close', () => this.#joined.delete(client))
    })
  }
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
