import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy in front of a JSON-RPC that changes the text of its answers. */
export async function lyingProxy(
  target: string,
  change: (answer: string) => string,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const answer = await fetch(`${target}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.concat(chunks),
    })
    response.setHeader('content-type', 'application/json')
    response.end(change(await answer.text()))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}
