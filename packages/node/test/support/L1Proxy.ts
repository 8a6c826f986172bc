import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An endpoint in front of an L1 that refuses what a test wants refused. */
export class L1Proxy {
  readonly url: string
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** @param isRefused asked for each HTTP exchange with its body; what it says yes to is answered with status 503 */
  static async start(l1Url: string, isRefused: (body: string) => boolean): Promise<L1Proxy> {
    const server = createServer(async (request, response) => {
      const body = await text(request)
      if (isRefused(body)) {
        response.writeHead(503).end()
        return
      }
      try {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(l1Url, { method: 'POST', headers, body })
        response.writeHead(answer.status, headers).end(await answer.text())
      } catch {
        response.writeHead(502).end() // L1 is away, which is for the asker to know.
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new L1Proxy(server)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
