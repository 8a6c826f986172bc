import { encodeTransaction } from '@mvm/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TestServer } from '../dac/TestServer.ts'
import { scriptedAccounts } from '../dac/testAccounts.ts'
import { logging, transfer } from '../dac/transactions.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server[Symbol.asyncDispose]())

const topic = (byte: string) => `0x${byte.repeat(32)}`
const changes = <T>(id: string) => server.result<T[]>('eth_getFilterChanges', id)
const logBlock = (...bytes: number[]) => ({
  transactions: bytes.map((byte) => logging(server.dac.chainId, byte, { nonce: BigInt(byte) })),
})

it('a block filter tells the hashes since it was last asked', async () => {
  server.dac.chain.mine({})
  const id = await server.result<string>('eth_newBlockFilter')
  expect(await changes(id)).toEqual([])
  const [first] = server.dac.chain.mine({})
  const [second] = server.dac.chain.mine({})
  expect(await changes(id)).toEqual([first?.hash, second?.hash])
  expect(await changes(id)).toEqual([])
})

it('a pending transaction filter tells hashes', async () => {
  const { dac } = server
  const id = await server.result<string>('eth_newPendingTransactionFilter')
  const transaction = transfer(dac.chainId)
  await dac.pool.submit(encodeTransaction(transaction))
  expect(await changes(id)).toEqual([transaction.hash])
  expect(await changes(id)).toEqual([])
})

it('a log filter tells what matches, as eth_getLogs does', async () => {
  const { chain } = server.dac
  const id = await server.result<string>('eth_newFilter', {
    address: [scriptedAccounts.logger],
    topics: [topic('01')],
  })
  chain.mine(logBlock(1, 2))
  chain.mine(logBlock(2))
  chain.mine(logBlock(1))
  const wanted = await server.result<unknown[]>('eth_getLogs', {
    fromBlock: 'earliest',
    topics: [topic('01')],
  })
  expect(wanted).toHaveLength(2)
  expect(await changes(id)).toEqual(wanted)
  expect(await changes(id)).toEqual([])
})

it('a log filter tells removed logs of blocks that it had told before', async () => {
  const { chain } = server.dac
  const id = await server.result<string>('eth_newFilter', {})
  const [old] = chain.mine(logBlock(1, 2))
  expect(await changes(id)).toHaveLength(2)
  const [replacement] = chain.reorganise(1, logBlock(3))
  expect(await changes(id)).toMatchObject([
    { topics: [topic('02')], removed: true, blockHash: old?.hash },
    { topics: [topic('01')], removed: true, blockHash: old?.hash },
    { topics: [topic('03')], removed: false, blockHash: replacement?.hash },
  ])
})

it('a filter hears nothing of blocks that came and went between two questions', async () => {
  const { chain } = server.dac
  const logs = await server.result<string>('eth_newFilter', {})
  const blocks = await server.result<string>('eth_newBlockFilter')
  chain.mine(logBlock(1))
  const [replacement] = chain.reorganise(1, logBlock(3))
  expect(await changes(logs)).toMatchObject([{ topics: [topic('03')], removed: false }])
  expect(await changes(blocks)).toEqual([replacement?.hash])
})

it('a log filter keeps to its range', async () => {
  const { chain } = server.dac
  const id = await server.result<string>('eth_newFilter', { fromBlock: '0x2', toBlock: '0x3' })
  for (const byte of [1, 2, 3, 4]) chain.mine(logBlock(byte))
  expect(await changes(id)).toMatchObject([{ blockNumber: '0x2' }, { blockNumber: '0x3' }])
})

it('eth_getFilterLogs gives all logs of the range, told or not', async () => {
  const { chain } = server.dac
  chain.mine(logBlock(1))
  const id = await server.result<string>('eth_newFilter', { fromBlock: '0x1' })
  chain.mine(logBlock(2))
  await changes(id)
  expect(await server.result('eth_getFilterLogs', id)).toMatchObject([
    { blockNumber: '0x1' },
    { blockNumber: '0x2' },
  ])
  const blocks = await server.result<string>('eth_newBlockFilter')
  expect((await server.error('eth_getFilterLogs', blocks)).code).toBe(-32000)
})

it('is gone when uninstalled, and nothing is recorded any more', async () => {
  const id = await server.result<string>('eth_newBlockFilter')
  expect(server.dac.listenerCount).toBe(2)
  expect(await server.result('eth_uninstallFilter', id)).toBe(true)
  expect(await server.result('eth_uninstallFilter', id)).toBe(false)
  expect(server.dac.listenerCount).toBe(0)
  expect(await server.error('eth_getFilterChanges', id)).toEqual({
    code: -32000,
    message: 'filter not found',
  })
})

it('refuses more logs than fit into an answer, and says how to get them', async () => {
  await using small = await TestServer.start({ logs: 3 })
  const id = await small.result<string>('eth_newFilter', {})
  const { dac } = small
  for (const nonce of [0n, 1n]) {
    dac.chain.mine({ transactions: [1, 2].map((byte) => logging(dac.chainId, byte, { nonce })) })
  }
  expect(await small.error('eth_getFilterChanges', id)).toMatchObject({
    code: -32005,
    data: { limit: 'logs', allowed: 3, fromBlock: '0x1', toBlock: '0x2' },
  })
})
