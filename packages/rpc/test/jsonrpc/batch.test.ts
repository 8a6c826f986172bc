import { encodeTransaction, toHex } from '@mvm/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type JsonRpcAnswer, TestServer } from '../dac/TestServer.ts'
import { transfer } from '../dac/transactions.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())

const call = (id: unknown, method = 'eth_chainId', params: unknown[] = []) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})
const notification = (method = 'eth_chainId') => ({ jsonrpc: '2.0', method })

async function batch(items: unknown[]): Promise<JsonRpcAnswer[]> {
  const { text } = await server.post(JSON.stringify(items))
  return JSON.parse(text) as JsonRpcAnswer[]
}

it('answers a batch in its order, whatever takes longer', async () => {
  const address = `0x${'12'.repeat(20)}`
  const answers = await batch([
    call(1, 'eth_getBalance', [address]),
    call('two'),
    call(3, 'eth_getBalance', [address]),
    call(null),
  ])
  expect(answers.map(({ id }) => id)).toEqual([1, 'two', 3, null])
  expect(answers.every(({ result }) => typeof result === 'string')).toBe(true)
})

it('answers valid, invalid and unknown requests of one batch each in its own way', async () => {
  const answers = await batch([call(1), 1, [], call(2, 'eth_fly'), { foo: 'boo' }, null])
  expect(answers.map(({ error }) => error?.code)).toEqual([
    undefined,
    -32600,
    -32600,
    -32601,
    -32600,
    -32600,
  ])
})

it('gives notifications no answer, not even when they fail', async () => {
  const answers = await batch([notification(), call(1), notification('eth_fly'), call(2)])
  expect(answers.map(({ id }) => id)).toEqual([1, 2])
})

it('answers nothing but status 204 to notifications alone', async () => {
  expect(await server.post(JSON.stringify(notification()))).toEqual({ status: 204, text: '' })
  expect(await server.post(JSON.stringify([notification(), notification('eth_fly')]))).toEqual({
    status: 204,
    text: '',
  })
})

it('executes notifications', async () => {
  const { dac } = server
  const raw = toHex(encodeTransaction(transfer(dac.chainId)))
  await server.post(
    JSON.stringify({ jsonrpc: '2.0', method: 'eth_sendRawTransaction', params: [raw] }),
  )
  expect(dac.pool.counts().pending).toBe(1)
})

it('answers requests with the same id each', async () => {
  const answers = await batch([call(1), call(1)])
  expect(answers).toHaveLength(2)
})

it('repeats ids exactly, strings with quotes and control characters included', async () => {
  const ids = ['', 'a"b\\c\n\u2028', 0, -1, 1.5, 9007199254740991, null]
  const answers = await batch(ids.map((id) => call(id)))
  expect(answers.map(({ id }) => id)).toEqual(ids)
})

it('takes as many requests as the limit says, and refuses one more as a whole', async () => {
  expect(await batch(Array.from({ length: 1000 }, (_, i) => call(i)))).toHaveLength(1000)
  const { text } = await server.post(JSON.stringify(Array.from({ length: 1001 }, () => call(1))))
  expect(JSON.parse(text)).toMatchObject({
    id: null,
    error: { code: -32005, data: { limit: 'batchItems', allowed: 1000 } },
  })
})

it('begins requests in their order, so that nonces of one account may follow each other', async () => {
  const { dac } = server
  const raws = [1n, 2n, 3n].map((nonce) =>
    toHex(encodeTransaction(transfer(dac.chainId, { nonce }))),
  )
  const answers = await batch(raws.map((raw, i) => call(i, 'eth_sendRawTransaction', [raw])))
  expect(answers.every(({ error }) => error === undefined)).toBe(true)
  expect(dac.pool.counts()).toEqual({ pending: 4, queued: 0 })
})
