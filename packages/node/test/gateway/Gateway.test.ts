import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { fromHex, keccak256Hex } from '@mvm/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Gateway } from '../../src/gateway/Gateway.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { waitFor } from '../support/waitFor.ts'

interface Call {
  readonly id: number
  readonly method: string
  readonly params: readonly string[]
}

/** Answers with its name, and is lost instead when it is told to be. */
class Node {
  isReady = true
  takesTransactions = true
  isLostWhenAsked = false
  /** What it says to transactions. */
  toSent: 'its name' | 'ALREADY_KNOWN' | 'UNAVAILABLE' | 'their hash'
  asked = 0
  /** How often it was asked whether it is ready. */
  checks = 0
  /** Transactions that it was given. */
  readonly sent: string[] = []
  /** DACs that it was asked about. */
  readonly names = new Set<string>()
  /** The header of the last that asked. */
  authorization: string | undefined
  readonly #name: string
  readonly #server: Server

  constructor(name: string, toSent: Node['toSent']) {
    this.#name = name
    this.toSent = toSent
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://node')
      if (url.pathname === '/readyz') {
        const dac = url.searchParams.get('dac') ?? ''
        this.names.add(dac)
        this.checks++
        const status = this.isReady ? 200 : 503
        response.writeHead(['', 'demo'].includes(dac) ? status : 404)
        response.end(JSON.stringify({ ready: true, takesTransactions: this.takesTransactions }))
        return
      }
      this.asked++
      this.authorization = request.headers.authorization
      if (this.isLostWhenAsked) {
        this.kill()
        return
      }
      let text = ''
      request.setEncoding('utf8').on('data', (more: string) => {
        text += more
      })
      request.on('end', () => {
        const calls: Call | Call[] = text === '' ? [] : JSON.parse(text)
        const answers = Array.isArray(calls)
          ? calls.map((call) => this.#answer(call))
          : this.#answer(calls)
        response.end(JSON.stringify(answers))
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

  #answer({ id, method, params }: Call): object {
    const answer = { jsonrpc: '2.0', id }
    if (method === 'eth_getTransactionReceipt') return { ...answer, result: { status: '0x1' } }
    if (method !== 'eth_sendRawTransaction') return { ...answer, result: this.#name }
    const [raw = ''] = params
    this.sent.push(raw)
    switch (this.toSent) {
      case 'its name':
        return { ...answer, result: this.#name }
      case 'their hash':
        return { ...answer, result: hashOf(raw) }
      case 'ALREADY_KNOWN':
        return {
          ...answer,
          error: { code: -32003, message: 'already known', data: { reason: 'ALREADY_KNOWN' } },
        }
      case 'UNAVAILABLE':
        return {
          ...answer,
          error: { code: -32002, message: 'nobody leads', data: { code: 'UNAVAILABLE' } },
        }
    }
  }
}

function hashOf(raw: string): string {
  return keccak256Hex(fromHex(raw))
}

let [first, second]: Node[] = []
let gateway: Gateway
let rpc: JsonRpc
beforeEach(async () => {
  first = new Node('first', 'its name')
  second = new Node('second', 'ALREADY_KNOWN')
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

/** Sends this as it stands, and reads the first line of what comes back; empty if nothing does. */
async function statusLine(text: string): Promise<string> {
  const { hostname, port } = new URL(gateway.rpcUrl)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  socket.write(text)
  let answer = ''
  socket.setEncoding('latin1').on('data', (more: string) => {
    answer += more
    if (answer.includes('\r\n')) socket.destroy()
  })
  await once(socket, 'close')
  return answer.split('\r\n')[0] ?? ''
}

const UPGRADE =
  'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=='

test.each([
  ['TRACE /demo HTTP/1.1', 'HTTP/1.1 405 Method Not Allowed'],
  ['PUT /demo HTTP/1.1', 'HTTP/1.1 405 Method Not Allowed'],
  ['GET http://elsewhere.example/demo HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
  ['POST http://127.0.0.1:1/demo HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
  ['GET demo HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
  ['OPTIONS * HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
  ['GET /demo#there HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
  [`GET /demo#there HTTP/1.1\r\n${UPGRADE}`, 'HTTP/1.1 400 Bad Request'],
  [`GET http://[ HTTP/1.1\r\n${UPGRADE}`, 'HTTP/1.1 400 Bad Request'],
])('what no node is asked like that is refused, and harms nobody: %s', async (head, expected) => {
  expect(await rpc.call('a')).toBe('first')
  const status = await statusLine(`${head}\r\nhost: gateway\r\ncontent-length: 0\r\n\r\n`)
  expect(status).toBe(expected)
  expect(await rpc.call('b')).toBe('first')
})

test('names that no DAC has are soon forgotten, and nodes are not asked about those that none can have', async () => {
  const [one, two] = [first, second] as [Node, Node]
  const ask = (name: string) => new JsonRpc(`${gateway.rpcUrl}/${name}`).call('a')
  expect(await rpc.call('a')).toBe('first')
  expect(await ask('made-up')).toBe('first')
  expect(one.names).toContain('made-up')
  for (const name of ['x'.repeat(64), 'UPPER', 'a%20b', 'é']) expect(await ask(name)).toBe('first')
  expect([...one.names, ...two.names].filter((name) => !/^[a-z-]{0,63}$/.test(name))).toEqual([])
  // `/` and `/demo` beside them.
  await waitFor('them to be forgotten', () => gateway.nameCount <= 2)
})

const sendThree = async () => {
  const raws = ['0x1234', '0x5678', '0x9abc']
  const calls = raws.map((raw, i) => ({
    ...{ jsonrpc: '2.0', id: 10 + i },
    ...(i === 1
      ? { method: 'a', params: [] }
      : { method: 'eth_sendRawTransaction', params: [raw] }),
  }))
  const response = await fetch(rpc.url, { method: 'POST', body: JSON.stringify(calls) })
  return (await response.json()) as { id: number; result?: string; error?: { code: number } }[]
}

test('a transaction that a node can hand to nobody is tried at the others', async () => {
  const [one, two] = [first, second] as [Node, Node]
  one.toSent = 'UNAVAILABLE'
  two.toSent = 'their hash'
  expect(await rpc.send('0x1234')).toBe(hashOf('0x1234'))
  expect([one.sent, two.sent]).toEqual([['0x1234'], ['0x1234']])
  expect(await sendThree()).toEqual([
    { jsonrpc: '2.0', id: 10, result: hashOf('0x1234') },
    { jsonrpc: '2.0', id: 11, result: 'first' },
    { jsonrpc: '2.0', id: 12, result: hashOf('0x9abc') },
  ])
  expect(two.sent.slice(1)).toEqual(['0x1234', '0x9abc'])
})

test('one that the first node had handed on all the same is answered with its hash', async () => {
  const [one, two] = [first, second] as [Node, Node]
  one.toSent = 'UNAVAILABLE'
  two.toSent = 'ALREADY_KNOWN'
  expect(await rpc.send('0x1234')).toBe(hashOf('0x1234'))
  expect((await sendThree()).map(({ result }) => result)).toEqual([
    ...[hashOf('0x1234'), 'first', hashOf('0x9abc')],
  ])
})

test('a transaction that no node can hand to anybody is refused in the words of one', async () => {
  const [one, two] = [first, second] as [Node, Node]
  one.toSent = 'UNAVAILABLE'
  two.toSent = 'UNAVAILABLE'
  await expect(rpc.send('0x1234')).rejects.toThrow('nobody leads (-32002)')
  expect((await sendThree()).map(({ id, error }) => [id, error?.code])).toEqual([
    ...[
      [10, -32002],
      [11, undefined],
      [12, -32002],
    ],
  ])
})

test('two calls of one id leave the answer as it is, and harm nobody', async () => {
  const [one, two] = [first, second] as [Node, Node]
  one.isLostWhenAsked = true
  two.toSent = 'ALREADY_KNOWN'
  const calls = ['nonsense', '0x1234'].map((raw) => ({
    ...{ jsonrpc: '2.0', id: 1, method: 'eth_sendRawTransaction', params: [raw] },
  }))
  const response = await fetch(rpc.url, { method: 'POST', body: JSON.stringify(calls) })
  expect(await response.json()).toMatchObject([{ error: { code: -32003 } }, { id: 1 }])
  expect(await rpc.call('a')).toBe('second')
})

test('a node that is cut off from who leads is left for one that is not, and kept where all are', async () => {
  const [one, two] = [first, second] as [Node, Node]
  expect(await rpc.call('a')).toBe('first')
  one.takesTransactions = false
  await waitFor('the other one', async () => (await rpc.call('a')) === 'second')
  two.takesTransactions = false
  const seen = one.checks + two.checks
  await waitFor('a look at both', () => one.checks + two.checks >= seen + 4)
  expect(await rpc.call('a')).toBe('second')
})

test('a WebSocket whose node is cut off from who leads is told to come again, and kept where all are', async () => {
  const [one, two] = [first, second] as [Node, Node]
  const url = rpc.url.replace('http', 'ws')
  const socket = new WebSocket(url)
  expect(String((await once(socket, 'message'))[0])).toBe('first')
  const closed = once(socket, 'close')
  one.takesTransactions = false
  expect((await closed)[0]).toBe(1012)

  const again = new WebSocket(url)
  expect(String((await once(again, 'message'))[0])).toBe('second')
  two.takesTransactions = false
  const seen = one.checks + two.checks
  await waitFor('a look at both', () => one.checks + two.checks >= seen + 6)
  expect(again.readyState).toBe(WebSocket.OPEN)
  one.takesTransactions = true
  await once(again, 'close')
})
