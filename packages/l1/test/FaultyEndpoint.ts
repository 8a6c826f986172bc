import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

type Handling = 'handled' | 'forward'

/** What an endpoint does with a request's body: answer by itself, or hand over to the real node, at once or later. */
export type Fault = (body: string, response: ServerResponse) => Handling | Promise<Handling>

/** A real HTTP endpoint in front of a real L1 node, with faults that can be switched on. */
export class FaultyEndpoint {
  readonly url: string
  /** Bodies received so far. */
  readonly requests: string[] = []
  /** What happens to the next requests. */
  fault: Fault = () => 'forward'
  /** Changes what the node answers. */
  rewrite: (answer: string) => string = (answer) => answer
  readonly #server: Server

  private constructor(server: Server, url: string) {
    this.#server = server
    this.url = url
  }

  static async start(nodeUrl: string): Promise<FaultyEndpoint> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const endpoint = new FaultyEndpoint(server, `http://127.0.0.1:${address.port}`)
    server.on('request', async (request, response) => {
      const body = await text(request)
      endpoint.requests.push(body)
      if ((await endpoint.fault(body, response)) === 'handled') return
      const headers = { 'content-type': 'application/json' }
      try {
        const answer = await fetch(nodeUrl, { method: 'POST', headers, body })
        response.writeHead(answer.status, headers).end(endpoint.rewrite(await answer.text()))
      } catch {
        // The node is gone, and so is whoever speaks for it.
        response.destroy()
      }
    })
    return endpoint
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
