import { asHash, type L1BlockHash } from '@mvm/protocol'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  L1Client,
  L1DataMismatchError,
  L1EndpointError,
  L1ResponseError,
  L1RpcError,
  type L1TransportOptions,
  L1UnreachableError,
} from '../../src/index.ts'
import { Anvil, anvilAccounts } from '../anvil.ts'
import { eventually } from '../eventually.ts'
import { FaultyEndpoint } from '../FaultyEndpoint.ts'

const [alice, bob] = anvilAccounts as [(typeof anvilAccounts)[0], (typeof anvilAccounts)[0]]

let anvil: Anvil
let faulty: FaultyEndpoint

beforeAll(async () => {
  anvil = await Anvil.start()
  await anvil.mine(40)
})
afterAll(() => anvil.stop())
beforeEach(async () => {
  faulty = await FaultyEndpoint.start(anvil.url)
})
afterEach(() => faulty.stop())

function clientOf(urls: readonly string[], options: Partial<L1TransportOptions> = {}): L1Client {
  return new L1Client({
    urls,
    timeoutMs: 300,
    firstRetryDelayMs: 1,
    maxRetryDelayMs: 5,
    ...options,
  })
}

const fail500: FaultyEndpoint['fault'] = (_, response) => {
  response.writeHead(500).end('oops')
  return 'handled'
}
const hang: FaultyEndpoint['fault'] = () => 'handled'

test('reads blocks by number, tag and hash in one exchange, with null for what L1 does not have', async () => {
  const client = clientOf([faulty.url])
  const head = await client.block('latest')
  if (head === null) throw new Error('no head')
  const unknown = asHash<typeof head.hash>(`0x${'11'.repeat(32)}`)
  faulty.requests.length = 0
  const references = [
    1,
    2,
    'safe',
    'finalized',
    { hash: head.hash },
    1e9,
    { hash: unknown },
  ] as const
  const [first, second, safe, finalized, same, ...missing] = await client.blocks(references)
  expect(faulty.requests).toHaveLength(1)
  expect(second?.parentHash).toBe(first?.hash)
  expect(safe?.number).toBe(head.number - 32)
  expect(finalized?.number).toBe(0)
  expect(same).toEqual(head)
  expect(missing).toEqual([null, null])
})

test('splits more calls than fit in one exchange and keeps their order', async () => {
  const client = clientOf([faulty.url], { maxBatchSize: 7 })
  const numbers = Array.from({ length: 30 }, (_, i) => i)
  const blocks = await client.blocks(numbers)
  expect(blocks.map((block) => block?.number)).toEqual(numbers)
  expect(faulty.requests).toHaveLength(5)
})

test('halves batches for an endpoint that refuses them', async () => {
  faulty.fault = (body, response) => {
    const calls: unknown = JSON.parse(body)
    if (!Array.isArray(calls) || calls.length <= 3) return 'forward'
    response
      .writeHead(200)
      .end('{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}}')
    return 'handled'
  }
  const numbers = Array.from({ length: 10 }, (_, i) => i)
  const blocks = await clientOf([faulty.url]).blocks(numbers)
  expect(blocks.map((block) => block?.number)).toEqual(numbers)
})

test.each([
  ['answers 500', fail500],
  ['hangs', hang],
  [
    'answers HTML',
    (_: string, response: Parameters<FaultyEndpoint['fault']>[1]) => {
      response.writeHead(200).end('<html>')
      return 'handled' as const
    },
  ],
  [
    'answers too few of a batch',
    (_: string, response: Parameters<FaultyEndpoint['fault']>[1]) => {
      response.writeHead(200).end('[]')
      return 'handled' as const
    },
  ],
])('goes to the next endpoint when the first %s, and stays there', async (_, fault) => {
  faulty.fault = fault
  const failures: Error[] = []
  const onFailure = (error: Error) => failures.push(error)
  const client = clientOf([faulty.url, anvil.url], { onFailure })
  expect(await client.blocks([1, 2])).toHaveLength(2)
  expect(failures).toHaveLength(1)
  expect(await client.blocks([1, 2])).toHaveLength(2)
  expect(failures).toHaveLength(1)
})

test('goes back to the preferred endpoint when that has cooled down', async () => {
  faulty.fault = fail500
  const client = clientOf([faulty.url, anvil.url], { coolDownMs: 1 })
  await client.chainId()
  faulty.fault = () => 'forward'
  faulty.requests.length = 0
  await eventually(() => client.chainId().then(() => faulty.requests.length)).toBeGreaterThan(0)
})

test('tries again after a pause when the only endpoint fails for a moment', async () => {
  let failures = 0
  faulty.fault = (body, response) => (failures++ < 2 ? fail500(body, response) : 'forward')
  expect(await clientOf([faulty.url]).chainId()).toBe(31337)
  expect(failures).toBe(3)
})

test('gives up with a typed error that names the endpoints and the last reason', async () => {
  faulty.fault = hang
  const error = await clientOf([faulty.url], { attempts: 2 })
    .chainId()
    .catch((error) => error)
  expect(error).toBeInstanceOf(L1UnreachableError)
  expect(error).toMatchObject({ code: 'L1_UNREACHABLE', urls: [faulty.url], attempts: 2 })
  expect(error.cause).toBeInstanceOf(L1EndpointError)
  expect(error.cause.failure).toEqual({ kind: 'timeout', timeoutMs: 300 })
  expect(faulty.requests).toHaveLength(2)

  await faulty.stop()
  const refused = await clientOf([faulty.url], { attempts: 1 })
    .chainId()
    .catch((error) => error)
  expect(refused.message).toContain('ECONNREFUSED')
  faulty = await FaultyEndpoint.start(anvil.url)
})

test('asks for less at once when an exchange takes too long', async () => {
  faulty.fault = (body) => (JSON.parse(body).length > 2 ? 'handled' : 'forward')
  const numbers = Array.from({ length: 8 }, (_, i) => i)
  const blocks = await clientOf([faulty.url], { attempts: 1 }).blocks(numbers)
  expect(blocks.map((block) => block?.number)).toEqual(numbers)
})

test('stops at once with the reason of the signal, also while an endpoint hangs or between tries', async () => {
  faulty.fault = hang
  const client = clientOf([faulty.url], { timeoutMs: 60_000 })
  const controller = new AbortController()
  const hanging = client.chainId({ signal: controller.signal }).catch((error) => error)
  await eventually(() => faulty.requests.length).toBe(1)
  controller.abort('enough')
  expect(await hanging).toBe('enough')

  faulty.fault = fail500
  const slow = clientOf([faulty.url], { firstRetryDelayMs: 60_000, maxRetryDelayMs: 60_000 })
  const second = new AbortController()
  const pausing = slow.chainId({ signal: second.signal }).catch((error) => error)
  await eventually(() => faulty.requests.length).toBe(2)
  second.abort('enough')
  expect(await pausing).toBe('enough')

  const already = client.chainId({ signal: AbortSignal.abort('before') }).catch((error) => error)
  expect(await already).toBe('before')
})

test('does not try again what L1 refused', async () => {
  const error = await clientOf([faulty.url])
    .sendRawTransaction('0x1234')
    .catch((error) => error)
  expect(error).toBeInstanceOf(L1RpcError)
  expect(error).toMatchObject({ method: 'eth_sendRawTransaction', rpcCode: -32602 })
  expect(faulty.requests).toHaveLength(1)
})

test('recognises a header that does not hash to its hash and asks another endpoint', async () => {
  faulty.rewrite = (answer) =>
    answer.replace(/"timestamp":"0x(\w)/, (_, digit) => `"timestamp":"0x${digit === '1' ? 2 : 1}`)
  const error = await clientOf([faulty.url], { attempts: 1 })
    .block(3)
    .catch((error) => error)
  expect(error).toBeInstanceOf(L1DataMismatchError)
  const truth = await clientOf([anvil.url]).block(3)
  expect(await clientOf([faulty.url, anvil.url]).block(3)).toEqual(truth)
})

test('takes headers with unknown fields only when told to trust them', async () => {
  faulty.rewrite = (answer) => answer.replace(/"requestsHash":"0x\w+",/, '')
  const strict = clientOf([faulty.url], { attempts: 1 })
  await expect(strict.block(3)).rejects.toBeInstanceOf(L1DataMismatchError)
  const trusting = new L1Client({ urls: [faulty.url], trustsHeaders: true })
  expect(await trusting.block(3)).toEqual(await clientOf([anvil.url]).block(3))
})

test('recognises another block than the one asked for', async () => {
  const other = await clientOf([anvil.url]).block(4)
  faulty.fault = (body, response) => {
    const changed = JSON.parse(body)
    changed.method = 'eth_getBlockByNumber'
    changed.params = ['0x4', false]
    const headers = { 'content-type': 'application/json' }
    fetch(anvil.url, { method: 'POST', headers, body: JSON.stringify(changed) })
      .then((answer) => answer.text())
      .then((text) => response.end(text))
    return 'handled'
  }
  const client = clientOf([faulty.url], { attempts: 1 })
  await expect(client.block(3)).rejects.toBeInstanceOf(L1DataMismatchError)
  const hash = asHash<L1BlockHash>(`0x${'44'.repeat(32)}`)
  await expect(client.block({ hash })).rejects.toBeInstanceOf(L1DataMismatchError)
  expect(await client.block(4)).toEqual(other)
})

test('leaves an endpoint of another chain', async () => {
  const other = await Anvil.start({ args: ['--chain-id', '5'] })
  try {
    const failures: Error[] = []
    const onFailure = (error: Error) => failures.push(error)
    const options = { chainId: 31337, onFailure, attempts: 1 }
    expect(await clientOf([other.url, anvil.url], options).chainId()).toBe(31337)
    expect(failures[0]?.message).toContain('is of chain 5, not 31337')
    const alone = clientOf([other.url], options).block(0)
    await expect(alone).rejects.toBeInstanceOf(L1UnreachableError)
  } finally {
    await other.stop()
  }
})

test('recognises answers of a wrong form', async () => {
  const forms = ['"0xzz"', '12', 'null', '{}', '"0x"']
  for (const form of forms) {
    faulty.rewrite = () => `{"jsonrpc":"2.0","id":0,"result":${form}}`
    const error = await clientOf([faulty.url], { attempts: 1 })
      .chainId()
      .catch((error) => error)
    expect(error, form).toBeInstanceOf(L1ResponseError)
  }
})

test('reads accounts, fees, calls, receipts, transactions and logs', async () => {
  const client = clientOf([anvil.url])
  // Logs 32 bytes of zeros under topic 1, then returns them.
  const logger = '0x00000000000000000000000000000000000010f0'
  await anvil.rpc('anvil_setCode', [logger, '0x600160206000a160205ff3'])
  const hash = asHash<never>(
    String(
      await anvil.rpc('eth_sendTransaction', [{ from: alice.address, to: logger, value: '0x5' }]),
    ),
  )
  const receiptOf = async () => (await client.receipts([hash]))[0]
  await eventually(receiptOf).not.toBeNull()
  const receipt = await receiptOf()
  expect(receipt).toMatchObject({ isSuccess: true, from: alice.address, to: logger })
  const log = receipt?.logs[0]
  expect(log?.topics).toEqual([`0x${'0'.repeat(63)}1`])
  const [transaction] = await client.transactions([hash])
  expect(transaction).toMatchObject({ hash, to: logger, input: '0x', nonce: 0 })
  if (receipt == null || log === undefined) throw new Error('no log')

  const filter = { addresses: [receipt.to ?? alice.address], topics: [] }
  const { blockNumber, blockHash } = receipt
  expect(await client.logs(filter, { blockHash })).toEqual([log])
  expect(await client.logs(filter, { from: 0, to: blockNumber })).toEqual([log])
  expect(
    await client.logs({ ...filter, topics: [[`0x${'22'.repeat(32)}`]] }, { blockHash }),
  ).toEqual([])
  expect((await client.blockReceipts([blockHash]))[0]).toEqual([receipt])
  expect(await client.receipts([asHash<never>(`0x${'33'.repeat(32)}`)])).toEqual([null])

  expect(await client.call({ to: filter.addresses[0] ?? bob.address, data: '0x' })).toBe(
    `0x${'0'.repeat(64)}`,
  )
  expect(await client.nonce(alice.address)).toBe(1)
  expect(await client.nonce(alice.address, blockNumber - 1)).toBe(0)
  expect(await client.balance(filter.addresses[0] ?? bob.address, { hash: blockHash })).toBe(5n)
  expect(await client.code(bob.address)).toBe('0x')
  expect(await client.estimateGas({ from: alice.address, to: bob.address, data: '0x' })).toBe(
    21_000n,
  )
  const fees = await client.fees()
  expect(fees.baseFeePerGas).toBeGreaterThan(0n)
  expect(fees.maxPriorityFeePerGas).toBe(10n ** 9n)
})
