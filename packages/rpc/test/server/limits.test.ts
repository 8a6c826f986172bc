import { once } from 'node:events'
import { createConnection } from 'node:net'
import { encodeTransaction, toHex } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { eventually } from '../dac/eventually.ts'
import { type JsonRpcAnswer, TestServer } from '../dac/TestServer.ts'
import { scriptedAccounts } from '../dac/testAccounts.ts'
import { logging, transfer } from '../dac/transactions.ts'

const parse = (text: string) => JSON.parse(text) as JsonRpcAnswer
const echoed = (bytes: number) => [{ to: scriptedAccounts.echo, data: `0x${'ab'.repeat(bytes)}` }]

it('a body of the allowed size is read, and one byte more is not', async () => {
  await using server = await TestServer.start({ requestBytes: 1000 })
  const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId' })
  expect(parse((await server.post(request.padEnd(1000))).text).result).toBe('0x109a01')
  const { status, text } = await server.post(request.padEnd(1001))
  expect(status).toBe(413)
  expect(parse(text)).toMatchObject({
    id: null,
    error: { code: -32005, data: { limit: 'requestBytes', allowed: 1000 } },
  })
})

it('a WebSocket message that is too large closes the connection as "message too big"', async () => {
  await using server = await TestServer.start({ requestBytes: 1000 })
  const socket = await server.socket()
  socket.send(' '.repeat(1001))
  expect((await socket.closed).code).toBe(1009)
})

it('nesting of the allowed depth is read', async () => {
  await using server = await TestServer.start({ jsonDepth: 5 })
  const request = (depth: number) =>
    `{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":${'['.repeat(depth)}${']'.repeat(depth)}}`
  expect(parse((await server.post(request(4))).text).error?.code).toBe(-32602)
  expect(parse((await server.post(request(5))).text).error).toMatchObject({
    code: -32005,
    data: { limit: 'jsonDepth', allowed: 5 },
  })
})

it('a message of more values than allowed is not parsed', async () => {
  await using server = await TestServer.start({ jsonValues: 20 })
  const request = (count: number) =>
    `{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[${Array(count).fill('[]').join()}]}`
  expect(parse((await server.post(request(7))).text).error?.code).toBe(-32602)
  expect(parse((await server.post(request(8))).text).error).toMatchObject({
    code: -32005,
    data: { limit: 'jsonValues', allowed: 20 },
  })
})

it('an answer that is too large becomes an error under its id', async () => {
  await using server = await TestServer.start({ responseBytes: 1000 })
  expect(await server.result('eth_call', ...echoed(400))).toHaveLength(802)
  expect(await server.error('eth_call', ...echoed(500))).toMatchObject({
    code: -32005,
    data: { limit: 'responseBytes', allowed: 1000 },
  })
})

it('the answers of a batch that are too large together are refused from where they no longer fit', async () => {
  await using server = await TestServer.start({ responseBytes: 1000 })
  const item = (id: number, bytes: number) => ({
    jsonrpc: '2.0',
    id,
    method: 'eth_call',
    params: echoed(bytes),
  })
  const { text } = await server.post(JSON.stringify([item(1, 300), item(2, 300), item(3, 10)]))
  const answers = JSON.parse(text) as JsonRpcAnswer[]
  expect(answers.map(({ id, error }) => [id, error?.code])).toEqual([
    [1, undefined],
    [2, -32005],
    [3, undefined],
  ])
})

it('what a batch asks for beyond what fits into its answer is not executed', async () => {
  await using server = await TestServer.start({ responseBytes: 1000 })
  const items = Array.from({ length: 100 }, (_, id) => {
    return { jsonrpc: '2.0', id, method: 'eth_call', params: echoed(id < 2 ? 300 : 0) }
  })
  const transaction = transfer(server.dac.chainId, { nonce: 0n })
  const params = [toHex(encodeTransaction(transaction))]
  const last = { jsonrpc: '2.0', id: 100, method: 'eth_sendRawTransaction', params }
  const { text } = await server.post(JSON.stringify([...items, last]))
  const answers = JSON.parse(text) as JsonRpcAnswer[]
  expect(answers).toHaveLength(101)
  expect(answers[0]?.error).toBeUndefined()
  for (const one of [answers[1], answers[99], answers[100]]) {
    expect(one?.error).toMatchObject({ code: -32005, data: { limit: 'responseBytes' } })
  }
  expect(await server.result('txpool_status')).toEqual({ pending: '0x0', queued: '0x0' })
})

it('a request that takes too long is told so, and its work aborted', async () => {
  await using server = await TestServer.start({ requestTimeoutMs: 50 })
  const error = await server.error('eth_call', { to: scriptedAccounts.hangs })
  expect(error).toMatchObject({ code: -32002, data: { code: 'REQUEST_TIMEOUT', timeoutMs: 50 } })
  expect(server.logLines).toEqual([])
})

it('one slow request of a batch does not cost the others their answers', async () => {
  await using server = await TestServer.start({ requestTimeoutMs: 1000 })
  const { text } = await server.post(
    JSON.stringify([
      { jsonrpc: '2.0', id: 1, method: 'eth_call', params: [{ to: scriptedAccounts.hangs }] },
      { jsonrpc: '2.0', id: 2, method: 'eth_call', params: echoed(1) },
    ]),
  )
  const answers = JSON.parse(text) as JsonRpcAnswer[]
  expect(answers).toMatchObject([{ error: { code: -32002 } }, { result: '0xab' }])
})

it.each([
  ['logs of too many blocks', 'logBlocks'],
  ['too many logs', 'logs'],
] as const)('%s are refused with a range that works', async (_what, limit) => {
  await using server = await TestServer.start({ [limit]: 3 })
  const { dac } = server
  for (let nonce = 0n; nonce < 5n; nonce++) {
    dac.chain.mine({ transactions: [logging(dac.chainId, 1, { nonce })] })
  }
  const error = await server.error('eth_getLogs', { fromBlock: '0x1', toBlock: '0x5' })
  expect(error).toMatchObject({
    code: -32005,
    data: { limit, allowed: 3, fromBlock: '0x1', toBlock: '0x3' },
  })
  expect(await server.result('eth_getLogs', error.data)).toHaveLength(3)
})

it('too many logs in one block are refused with another hint', async () => {
  await using server = await TestServer.start({ logs: 1 })
  const { dac } = server
  dac.chain.mine({ transactions: [1, 2].map((byte) => logging(dac.chainId, byte)) })
  const error = await server.error('eth_getLogs', { fromBlock: '0x1', toBlock: '0x1' })
  expect(error.message).toMatch('narrow the addresses or topics')
  expect(error.data).toEqual({ limit: 'logs', allowed: 1 })
})

it('log filters have at most so many alternatives', async () => {
  await using server = await TestServer.start({ filterAlternatives: 2 })
  const topics = [[1, 2, 3].map((byte) => `0x${byte.toString().padStart(64, '0')}`)]
  for (const method of ['eth_getLogs', 'eth_newFilter']) {
    const { code, data } = await server.error(method, { topics })
    expect([code, data]).toEqual([-32005, { limit: 'filterAlternatives', allowed: 2 }])
  }
})

it('proofs have at most so many slots', async () => {
  await using server = await TestServer.start({ proofSlots: 2 })
  const error = await server.error('eth_getProof', scriptedAccounts.echo, ['0x1', '0x2', '0x3'])
  expect(error).toMatchObject({ code: -32005, data: { limit: 'proofSlots', allowed: 2 } })
})

it('the pool is shown up to so many bytes, and in lines beyond', async () => {
  await using server = await TestServer.start({ poolBytes: 400 })
  const { chainId } = server.dac
  const send = (nonce: bigint, bytes: number) => {
    const transaction = transfer(chainId, { nonce, data: new Uint8Array(bytes) })
    return server.result('eth_sendRawTransaction', toHex(encodeTransaction(transaction)))
  }
  await send(0n, 10)
  await send(5n, 10)
  const { signer } = transfer(chainId)
  const shown = await server.result<{ pending: object; queued: object }>('txpool_content')
  expect(Object.keys(shown.pending)).toEqual([signer])
  expect(Object.keys(shown.queued)).toEqual([signer])
  expect(await server.result('txpool_contentFrom', signer)).toMatchObject({
    pending: { 0: { nonce: '0x0' } },
    queued: { 5: { nonce: '0x5' } },
  })
  await send(6n, 300)
  const refused = [server.error('txpool_content'), server.error('txpool_contentFrom', signer)]
  for (const error of await Promise.all(refused)) {
    expect(error).toMatchObject({ code: -32005, data: { limit: 'poolBytes', allowed: 400 } })
  }
  // Somebody else's are none of them.
  expect(await server.result('txpool_contentFrom', scriptedAccounts.echo)).toEqual({
    pending: {},
    queued: {},
  })
  expect(await server.result('txpool_inspect')).toBeDefined()
})

it('witnesses have at most so many blocks and bytes', async () => {
  await using server = await TestServer.start({ witnessBlocks: 3, witnessBytes: 200 })
  for (let i = 0; i < 5; i++) server.dac.chain.mine({})
  const tooMany = await server.error('mvm_blockWitness', '0x1', '0x4')
  expect([tooMany.code, tooMany.data]).toEqual([
    -32005,
    { limit: 'witnessBlocks', allowed: 3, fromBlock: '0x1', toBlock: '0x3' },
  ])
  const tooLarge = await server.error('mvm_blockWitness', '0x2', '0x4')
  expect([tooLarge.code, tooLarge.data]).toEqual([
    -32005,
    { limit: 'witnessBytes', allowed: 200, fromBlock: '0x2', toBlock: '0x3' },
  ])
  expect(await server.result('mvm_blockWitness', '0x2', '0x3')).toMatchObject({ toBlock: '0x3' })
  for (const range of [['0x0'], ['0x3', '0x2'], ['0x9']]) {
    expect((await server.error('mvm_blockWitness', ...range)).code).toBe(-32000)
  }
})

it('calls have no more gas than allowed', async () => {
  await using server = await TestServer.start({ callGas: 100 })
  const gasOf = async (gas?: string) => {
    await server.result('eth_call', { to: scriptedAccounts.echo, gas })
    return server.dac.state.lastRequest?.message.gasLimit
  }
  expect([await gasOf(), await gasOf('0x65'), await gasOf('0x63')]).toEqual([100n, 100n, 99n])
})

it('a node has at most so many WebSockets', async () => {
  await using server = await TestServer.start({ sockets: 2 })
  const first = await server.socket()
  await server.socket()
  await expect(server.socket()).rejects.toThrow('503')
  first.close()
  await first.closed
  await eventually(() => server.server.socketCount).toBe(1)
  await server.socket()
})

it('connections beyond the limit are closed at once', async () => {
  await using server = await TestServer.start({ connections: 1 })
  const held = createConnection(server.port, '127.0.0.1')
  await new Promise((resolve) => held.once('connect', resolve))
  const refused = createConnection(server.port, '127.0.0.1')
  await new Promise((resolve) => {
    refused.once('close', resolve)
    refused.once('error', () => {})
  })
  held.destroy()
  await eventually(() => server.result('net_version').catch(() => null)).toBe('1088001')
})

it('a WebSocket that does not read what it subscribed to is closed, and its place freed', async () => {
  await using server = await TestServer.start({ socketBufferBytes: 200_000 })
  const { dac } = server
  const socket = await server.socket()
  for (let i = 0; i < 50; i++) await socket.result('eth_subscribe', 'newHeads')
  // Nobody reads: the system's own buffers fill up first, then ours.
  socket.socket.pause()
  for (let i = 0; dac.listenerCount > 0; i++) {
    if (i > 5000) throw new Error('the server buffers without end')
    dac.chain.mine({})
    if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  socket.socket.resume()
  const { code } = await socket.closed
  // The close frame stands behind what was buffered; a client that reads too late sees none.
  expect([4005, 1006]).toContain(code)
  await eventually(() => server.server.socketCount).toBe(0)
  await eventually(() => server.server.bufferedBytes).toBe(0)
})

it('a reader that comes back in time learns why it was closed', async () => {
  await using server = await TestServer.start({ socketBufferBytes: 10 })
  const socket = await server.socket()
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId' }))
  expect(await socket.closed).toEqual({ code: 4005, reason: 'SLOW_READER' })
})

it('a WebSocket with too many requests in work is not read further until some are answered', async () => {
  await using server = await TestServer.start({ socketRequests: 2, requestTimeoutMs: 200 })
  const socket = await server.socket()
  const ask = (id: number, to: string) =>
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'eth_call', params: [{ to }] }))
  ask(1, scriptedAccounts.hangs)
  ask(2, scriptedAccounts.hangs)
  ask(3, scriptedAccounts.echo)
  const answers = await Promise.all([1, 2, 3].map(() => socket.next<JsonRpcAnswer>()))
  const ids = answers.map(({ id }) => id)
  expect(ids[0]).not.toBe(3)
  expect(ids.sort()).toEqual([1, 2, 3])
})

it('a WebSocket takes part in what all clients together may keep in memory', async () => {
  await using server = await TestServer.start({ bufferedBytes: 2000, requestTimeoutMs: 3000 })
  const body = (to: string) =>
    JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_call', params: [{ to }] }).padEnd(1500)
  const waiting = server.post(body(scriptedAccounts.hangs))
  await eventually(() => server.server.bufferedBytes).toBe(1500)
  const socket = await server.socket()
  for (let i = 0; i < 100; i++) socket.send(body(scriptedAccounts.hangs))
  for (let i = 0; i < 100; i++) {
    const { error } = await socket.next<JsonRpcAnswer>()
    expect(error).toMatchObject({ code: -32005, data: { limit: 'bufferedBytes' } })
  }
  await waiting
  await eventually(() => server.server.bufferedBytes).toBe(0)
  socket.send(body(scriptedAccounts.echo))
  expect((await socket.next<JsonRpcAnswer>()).error).toBeUndefined()
})

it('what has come of messages that are not whole yet is kept in mind, and given back', async () => {
  await using server = await TestServer.start()
  const { socket } = await server.socket()
  const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId' }).padEnd(400_000)
  for (let i = 0; i < 20; i++) {
    for (let sent = 0; sent < 300_000; sent += 100_000) {
      socket.send(request.slice(sent, sent + 100_000), { fin: false })
      // Control frames may stand between fragments.
      socket.ping('there?')
    }
    await eventually(() => server.server.bufferedBytes).toBeGreaterThanOrEqual(300_000)
    expect(server.server.bufferedBytes).toBeLessThan(301_000)
    socket.send(request.slice(300_000), { fin: true })
    await eventually(() => server.server.bufferedBytes).toBeLessThan(1_000)
  }
  socket.send(request.slice(0, 1_000), { fin: false })
  socket.close()
  await eventually(() => server.server.bufferedBytes).toBe(0)
})

it('messages that never become whole take what all clients may keep, and no more', async () => {
  await using server = await TestServer.start({ bufferedBytes: 1_000_000 })
  const sockets = await Promise.all(Array.from({ length: 20 }, () => server.socket()))
  for (const { socket } of sockets) socket.send(' '.repeat(100_000), { fin: false })
  const closed = await Promise.race(sockets.map((socket) => socket.closed))
  expect([1006, 1013]).toContain(closed.code)
  await eventually(() => server.server.socketCount).toBeLessThan(12)
  expect(server.server.bufferedBytes).toBeLessThanOrEqual(1_000_000)
  for (const { socket } of sockets) socket.terminate()
  await eventually(() => server.server.bufferedBytes).toBe(0)
})

it('requests beyond what all clients together may keep in memory are told to come later', async () => {
  await using server = await TestServer.start({ bufferedBytes: 2000, requestTimeoutMs: 3000 })
  const body = (to: string) =>
    JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_call', params: [{ to }] }).padEnd(1500)
  const waiting = server.post(body(scriptedAccounts.hangs))
  await eventually(() => server.server.bufferedBytes).toBe(1500)
  const { status, text } = await server.post(body(scriptedAccounts.echo))
  expect(status).toBe(503)
  expect(parse(text).error).toMatchObject({ code: -32005, data: { limit: 'bufferedBytes' } })
  expect((await waiting).status).toBe(200)
  await eventually(() => server.server.bufferedBytes).toBe(0)
  expect((await server.post(body(scriptedAccounts.echo))).status).toBe(200)
})

it('what clients announce and do not send keeps nobody out', async () => {
  await using server = await TestServer.start({ bufferedBytes: 2000, requestTimeoutMs: 3000 })
  const announce = (size: string) => {
    const socket = createConnection(server.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${size}\r\n\r\n`)
    return socket
  }
  const whole = announce('content-length: 2000')
  const chunked = announce('transfer-encoding: chunked')
  whole.write(' '.repeat(1000))
  await eventually(() => server.server.bufferedBytes).toBe(1000)
  expect(await server.result('eth_chainId')).toBe('0x109a01')
  const ends = [whole, chunked].map((socket) => once(socket, 'close'))
  // They have the time that every request has.
  for (const socket of [whole, chunked]) socket.resume()
  await Promise.all(ends)
  await eventually(() => server.server.bufferedBytes).toBe(0)
})

it('gives back all memory after requests of every kind', async () => {
  await using server = await TestServer.start()
  const socket = await server.socket()
  await server.result('eth_call', ...echoed(100_000))
  await server.post('nonsense')
  await server.post('x'.repeat(6_000_000)).catch(() => {})
  await socket.result('eth_call', ...echoed(100_000))
  await socket.result('eth_subscribe', 'newHeads')
  server.dac.chain.mine({ transactions: [transfer(server.dac.chainId)] })
  await socket.next()
  await eventually(() => server.server.bufferedBytes).toBe(0)
})

it('an answer nobody waits for any more is given up', async () => {
  await using server = await TestServer.start()
  const controller = new AbortController()
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'eth_call',
    params: [{ to: scriptedAccounts.hangs }],
  })
  const request = fetch(server.url, { method: 'POST', body, signal: controller.signal })
  await eventually(() => server.dac.state.lastRequest).toBeDefined()
  controller.abort()
  await expect(request).rejects.toThrow()
  await eventually(() => server.server.bufferedBytes).toBe(0)
  expect(server.logLines).toEqual([])
})
