import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { NodeClient } from '../../src/node/NodeClient.ts'

/** A node that hangs up on the first requests, and answers how many it was asked. */
async function hangsUp(times: number): Promise<NodeClient> {
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    if (asked <= times) request.socket.destroy()
    else response.end(JSON.stringify({ jsonrpc: '2.0', id: 0, result: asked }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return new NodeClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

const { signal } = new AbortController()

test('a node that has closed the connection is asked once more', async () => {
  expect(await (await hangsUp(1)).request('eth_chainId', [], signal)).toBe(2)
  await expect((await hangsUp(2)).request('eth_chainId', [], signal)).rejects.toMatchObject({
    code: 'NODE_UNREACHABLE',
  })
})

test('a transaction is not sent a second time', async () => {
  const sending = (await hangsUp(1)).request('eth_sendRawTransaction', ['0x'], signal)
  await expect(sending).rejects.toMatchObject({ code: 'NODE_UNREACHABLE' })
})
