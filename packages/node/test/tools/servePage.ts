import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const ETHERS = join(dirname(require.resolve('ethers')), '..', 'dist', 'ethers.min.js')
const PAGE = fileURLToPath(new URL('page', import.meta.url))

/** The page's files, ethers' build for browsers, and what the page is told about the DAC, on an origin of their own. */
export async function servePage(dac: object): Promise<{ url: string; close(): void }> {
  const script = 'text/javascript'
  const files: Record<string, readonly [type: string, content: string | Buffer]> = {
    '/': ['text/html', readFileSync(join(PAGE, 'index.html'))],
    '/wallet.js': [script, readFileSync(join(PAGE, 'wallet.js'))],
    '/app.js': [script, readFileSync(join(PAGE, 'app.js'))],
    '/ethers.js': [script, readFileSync(ETHERS)],
    '/dac.json': ['application/json', JSON.stringify(dac)],
  }
  const server = createServer((request, response) => {
    const [type, content] = files[request.url ?? '/'] ?? ['text/plain', '']
    response.writeHead(content === '' ? 404 : 200, { 'content-type': type }).end(content)
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
