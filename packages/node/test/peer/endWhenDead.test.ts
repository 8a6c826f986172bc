import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { endWhenDead } from '../../src/peer/endWhenDead.ts'

let server: WebSocketServer
afterEach(() => {
  for (const socket of server.clients) socket.terminate()
  server.close()
})

async function connect(autoPong: boolean) {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const connection = once(server, 'connection')
  const { port } = server.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong })
  await once(client, 'open')
  const [socket] = (await connection) as [WebSocket]
  return { client, socket }
}

test('a connection whose other end answers no ping ends', async () => {
  const { client, socket } = await connect(false)
  endWhenDead(socket, 20)
  await once(client, 'close')
})

test('a connection lasts as long as its other end is there', async () => {
  const { client, socket } = await connect(true)
  endWhenDead(socket, 20)
  for (let pings = 0; pings < 10; pings++) await once(client, 'ping')
  expect(client.readyState).toBe(WebSocket.OPEN)
})
