import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
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
  const [socket, { socket: stream }] = (await connection) as [WebSocket, { socket: Socket }]
  return { client, socket, stream }
}

test('a connection whose other end answers no ping ends', async () => {
  const { client, socket, stream } = await connect(false)
  endWhenDead(socket, stream, 20)
  await once(client, 'close')
})

test('a connection lasts as long as its other end is there', async () => {
  const { client, socket, stream } = await connect(true)
  endWhenDead(socket, stream, 200)
  for (let pings = 0; pings < 10; pings++) await once(client, 'ping')
  expect(client.readyState).toBe(WebSocket.OPEN)
})

test('a connection lasts while its other end is busy saying one long thing', async () => {
  const { client, socket, stream } = await connect(false)
  endWhenDead(socket, stream, 200)
  for (let pings = 0; pings < 10; pings++) {
    client.send('more', { fin: false })
    await once(client, 'ping')
  }
  expect(client.readyState).toBe(WebSocket.OPEN)
})

test('who has connected notices as well', async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, autoPong: false })
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  endWhenDead(client, undefined, 50)
  await once(client, 'open')
  const connectedAtOnce = client.readyState
  await once(client, 'close')
  expect(connectedAtOnce).toBe(WebSocket.OPEN)
})
