import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** How a link is broken: connections end and are refused, or stay and carry nothing more. */
export type Cut = 'refused' | 'silent'

/** A TCP way to a server that a test cuts and mends. */
export class LinkProxy {
  readonly port: number
  readonly #server: Server
  readonly #pairs = new Set<readonly [Socket, Socket]>()
  #cut: Cut | undefined

  private constructor(server: Server, targetPort: number) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (incoming: Socket) => this.#join(incoming, targetPort))
  }

  static async start(targetPort: number): Promise<LinkProxy> {
    const server = createServer({ allowHalfOpen: false })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new LinkProxy(server, targetPort)
  }

  /** What is under way is lost. */
  cut(how: Cut): void {
    this.#cut = how
    for (const pair of this.#pairs) {
      if (how === 'refused') for (const socket of pair) socket.destroy()
      else for (const socket of pair) socket.unpipe().pause()
    }
  }

  /** What was silent meanwhile ends: what it carried is lost, as after a long outage. */
  mend(): void {
    if (this.#cut === undefined) return
    this.#cut = undefined
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy()
  }

  async stop(): Promise<void> {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #join(incoming: Socket, targetPort: number): void {
    // What follows an error is its `close`.
    incoming.on('error', () => undefined)
    if (this.#cut === 'refused') {
      incoming.destroy()
      return
    }
    const outgoing = connect(targetPort, '127.0.0.1')
    outgoing.on('error', () => undefined)
    const pair = [incoming, outgoing] as const
    this.#pairs.add(pair)
    const end = () => {
      this.#pairs.delete(pair)
      incoming.destroy()
      outgoing.destroy()
    }
    incoming.on('close', end)
    outgoing.on('close', end)
    if (this.#cut === 'silent') return
    incoming.pipe(outgoing)
    outgoing.pipe(incoming)
  }
}
