import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Upstream } from '../../src/gateway/Upstream.ts'
import { UpstreamChoice } from '../../src/gateway/UpstreamChoice.ts'
import { waitFor } from '../support/waitFor.ts'

let server: Server
let upstream: Upstream
beforeEach(async () => {
  // Knows the first DAC, which it is asked about without a name.
  server = createServer((request, response) => {
    response.writeHead(request.url === '/readyz' ? 200 : 404).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  upstream = new Upstream(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('however many names somebody makes up, nodes are asked about few, and only for a moment', async () => {
  const choice = new UpstreamChoice([upstream])
  expect(await choice.of('')).toBe(upstream)
  const asked = Array.from({ length: 1_000 }, (_, i) => choice.of(`made-up-${i}`))
  expect(choice.nameCount).toBe(1 + 64)
  // Some node explains to each of them that there is no such DAC.
  expect(new Set(await Promise.all(asked))).toEqual(new Set([upstream]))
  const ending = new AbortController()
  const running = choice.run(ending.signal)
  await waitFor('them to be forgotten', () => choice.nameCount === 1)
  ending.abort()
  await running
})
