import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { keccak256Hex } from '@mvm/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Gateway } from '../../src/gateway/Gateway.ts'
import { JsonRpc } from '../support/JsonRpc.ts'

/** Answers with its name, and is lost instead when it is told to be. */
class Node {
  isReady = true
  isLostWhenAsked = false
  asked = 0
  /** The header of the last that asked. */
  authorization: string | undefined
  readonly #name: string
  readonly #knows: boolean
  readonly #server: Server

  constructor(name: string, knows: boolean) {
    this.#name = name
    this.#knows = knows
    this.#server = createServer((request, response) => {
      if (request.url?.startsWith('/readyz')) {
        response.writeHead(this.isReady ? 200 : 503).end()
        return
      }
      this.asked++
      this.authorization = request.headers.authorization
      if (this.isLostWhenAsked) {
        this.kill()
        return
      }
      request.setEncoding('utf8').on('data', (text: string) => {
        response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, ...this.#answer(text) }))
      })
    })
    const sockets = new WebSocketServer({ server: this.#server })
    sockets.on('connection', (socket, request) => {
      this.authorization = request.headers.authorization
      socket.send(this.#name)
    })
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#server.on('connection', (socket) =>
      this.#lost.signal.addEventListener('abort', () => socket.destroy()),
    )
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  readonly #lost = new AbortController()

  kill(): void {
    this.#server.close()
    this.#lost.abort()
  }

  #answer(text: string): object {
    if (text.includes('eth_getTransactionReceipt')) return { result: { status: '0x1' } }
    if (!this.#knows || !text.includes('eth_sendRawTransaction')) return { result: this.#name }
    return { error: { code: -32003, message: 'already known', data: { reason: 'ALREADY_KNOWN' } } }
  }
}

let [first, second]: Node[] = []
let gateway: Gateway
let rpc: JsonRpc
beforeEach(async () => {
  first = new Node('first', false)
  second = new Node('second', true)
  const upstreamUrls = [await first.start(), await second.start()]
  gateway = await Gateway.start({ upstreamUrls, host: '127.0.0.1', port: 0 })
  rpc = new JsonRpc(`${gateway.rpcUrl}/demo`)
})
afterEach(async () => {
  await gateway.close()
  first?.kill()
  second?.kill()
})

test('one node answers everything until it is lost, and then the next does', async () => {
  expect(await rpc.call('a')).toBe('first')
  expect(await rpc.call('b')).toBe('first')
  first?.kill()
  expect(await rpc.call('c')).toBe('second')
})

test('the session of a client goes with its requests and its WebSocket', async () => {
  const authorization = 'Bearer 1.2.3.4'
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'a', params: [] })
  const url = `${gateway.rpcUrl}/demo`
  await fetch(url, { method: 'POST', headers: { authorization }, body })
  expect(first?.authorization).toBe(authorization)
  await rpc.call('b')
  expect(first?.authorization).toBeUndefined()
  const socket = new WebSocket(url.replace('http', 'ws'), { headers: { authorization } })
  await once(socket, 'message')
  expect(first?.authorization).toBe(authorization)
  socket.close()
})

test('a node that is not ready is not asked', async () => {
  if (first) first.isReady = false
  expect(await rpc.call('a')).toBe('second')
  expect(first?.asked).toBe(0)
})

test('a transaction that the lost node had taken is answered with its hash once a block has it', async () => {
  if (first) first.isLostWhenAsked = true
  expect(await rpc.send('0x1234')).toBe(keccak256Hex(new Uint8Array([0x12, 0x34])))
  expect(first?.asked).toBe(1)
})

test('a transaction that is known already is refused where nothing was lost', async () => {
  if (first) first.isReady = false
  await expect(rpc.send('0x1234')).rejects.toThrow('already known')
})

test('a WebSocket is closed with a code when its node is lost, and the next one comes to another', async () => {
  const url = rpc.url.replace('http', 'ws')
  const socket = new WebSocket(url)
  const [said] = await once(socket, 'message')
  expect(String(said)).toBe('first')
  first?.kill()
  const [code] = await once(socket, 'close')
  expect(code).toBe(1012)
  await rpc.call('a')
  const again = new WebSocket(url)
  const [next] = await once(again, 'message')
  expect(String(next)).toBe('second')
  again.terminate()
})
