import { encodeTransaction } from '@mvm/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../dac/eventually.ts'
import { type Notification, TestServer, type TestSocket } from '../dac/TestServer.ts'
import { bob, scriptedAccounts } from '../dac/testAccounts.ts'
import { logging, transfer } from '../dac/transactions.ts'

let server: TestServer
let socket: TestSocket
beforeEach(async () => {
  server = await TestServer.start()
  socket = await server.socket()
})
afterEach(async () => {
  socket.close()
  await server[Symbol.asyncDispose]()
})

const topic = (byte: string) => `0x${byte.repeat(32)}`

async function next<T>(subscription: string): Promise<T> {
  const { method, params } = await socket.next<Notification>()
  expect(method).toBe('eth_subscription')
  expect(params.subscription).toBe(subscription)
  return params.result as T
}

/** Everything pushed so far has arrived when the answer to a request has. */
async function expectNothing(): Promise<void> {
  expect(await socket.result('net_version')).toBe(String(server.dac.chainId))
}

describe('newHeads', () => {
  it('pushes each new header as eth_getHeaderByHash answers it', async () => {
    const id = await socket.result('eth_subscribe', 'newHeads')
    const added = server.dac.chain.mine({}, {})
    for (const { hash } of added) {
      expect(await next(id)).toEqual(await server.result('eth_getHeaderByHash', hash))
    }
  })

  it('pushes the new branch of a reorg, also where it is shorter', async () => {
    server.dac.chain.mine({}, {}, {})
    const id = await socket.result('eth_subscribe', 'newHeads')
    const [replacement] = server.dac.chain.reorganise(3, { timestamp: 99 })
    expect(await next(id)).toMatchObject({ number: '0x1', hash: replacement?.hash })
    await expectNothing()
  })

  it('begins after the answer that tells its id', async () => {
    const messages: unknown[] = []
    socket.send(
      JSON.stringify([
        { jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] },
        // Keeps the answer of the batch back.
        { jsonrpc: '2.0', id: 2, method: 'eth_call', params: [{ to: scriptedAccounts.echo }] },
      ]),
    )
    const answer = await socket.next<{ result: string }[]>()
    messages.push(answer)
    server.dac.chain.mine({})
    await next(answer[0]?.result ?? '')
  })

  it('ends when unsubscribed', async () => {
    const id = await socket.result('eth_subscribe', 'newHeads')
    expect(await socket.result('eth_unsubscribe', id)).toBe(true)
    server.dac.chain.mine({})
    await expectNothing()
    expect(server.dac.listenerCount).toBe(0)
  })
})

describe('logs', () => {
  it('pushes what matches by address and topic, each as eth_getLogs answers it', async () => {
    const { dac } = server
    const id = await socket.result('eth_subscribe', 'logs', {
      address: scriptedAccounts.logger,
      topics: [[topic('01'), topic('03')]],
    })
    const elsewhere = await socket.result('eth_subscribe', 'logs', { address: bob.address })
    expect(elsewhere).not.toBe(id)
    dac.chain.mine({
      transactions: [1, 2, 3].map((byte) => logging(dac.chainId, byte, { nonce: BigInt(byte) })),
    })
    const logs = await server.result<unknown[]>('eth_getLogs', {})
    expect(await next(id)).toEqual(logs[0])
    expect(await next(id)).toEqual(logs[2])
    await expectNothing()
  })

  it('pushes removed logs from the last to the first and then the new ones', async () => {
    const { dac } = server
    const [old] = dac.chain.mine(
      { transactions: [logging(dac.chainId, 1), logging(dac.chainId, 2, { nonce: 1n })] },
      { transactions: [logging(dac.chainId, 3, { nonce: 2n })] },
    )
    const id = await socket.result('eth_subscribe', 'logs')
    const [replacement] = dac.chain.reorganise(2, {
      transactions: [logging(dac.chainId, 2, { nonce: 1n })],
    })
    const told = [await next(id), await next(id), await next(id), await next(id)]
    expect(told).toMatchObject([
      { topics: [topic('03')], removed: true, blockNumber: '0x2' },
      { topics: [topic('02')], removed: true, blockHash: old?.hash, logIndex: '0x1' },
      { topics: [topic('01')], removed: true, blockHash: old?.hash, logIndex: '0x0' },
      { topics: [topic('02')], removed: false, blockHash: replacement?.hash, logIndex: '0x0' },
    ])
    await expectNothing()
  })

  it('takes null and no filter as any log', async () => {
    const { dac } = server
    const any = await socket.result('eth_subscribe', 'logs', null)
    dac.chain.mine({ transactions: [logging(dac.chainId, 1)] })
    expect(await next(any)).toMatchObject({ topics: [topic('01')] })
  })
})

describe('newPendingTransactions', () => {
  it('pushes hashes, or whole transactions when asked', async () => {
    const { dac } = server
    const hashes = await socket.result('eth_subscribe', 'newPendingTransactions')
    const transaction = transfer(dac.chainId)
    await dac.pool.submit(encodeTransaction(transaction))
    expect(await next(hashes)).toBe(transaction.hash)
    await socket.result('eth_unsubscribe', hashes)
    const whole = await socket.result('eth_subscribe', 'newPendingTransactions', true)
    const second = transfer(dac.chainId, { nonce: 1n })
    await dac.pool.submit(encodeTransaction(second))
    expect(await next(whole)).toEqual(await server.result('eth_getTransactionByHash', second.hash))
  })
})

describe('syncing', () => {
  it('pushes when catching up begins and ends', async () => {
    const { dac } = server
    const id = await socket.result('eth_subscribe', 'syncing')
    dac.rollup.isSyncing = true
    dac.tellSync()
    expect(await next(id)).toEqual({
      syncing: true,
      status: { startingBlock: '0x0', currentBlock: '0x0', highestBlock: '0x3e8' },
    })
    expect(await server.result('eth_syncing')).toMatchObject({ highestBlock: '0x3e8' })
    dac.rollup.isSyncing = false
    dac.tellSync()
    expect(await next(id)).toBe(false)
  })
})

describe('a connection', () => {
  it('has subscriptions that others cannot end', async () => {
    const other = await server.socket()
    const id = await socket.result('eth_subscribe', 'newHeads')
    expect((await other.answer('eth_unsubscribe', id)).error?.code).toBe(-32000)
    server.dac.chain.mine({})
    await next(id)
    other.close()
  })

  it('takes all of its subscriptions along when it closes', async () => {
    await socket.result('eth_subscribe', 'newHeads')
    await socket.result('eth_subscribe', 'logs')
    await socket.result('eth_subscribe', 'newPendingTransactions')
    expect(server.dac.listenerCount).toBe(3)
    socket.close()
    await socket.closed
    await eventually(() => server.dac.listenerCount).toBe(0)
    expect(server.server.socketCount).toBe(0)
  })

  it('has at most so many subscriptions', async () => {
    await using small = await TestServer.start({ subscriptions: 2 })
    const connection = await small.socket()
    const first = await connection.result('eth_subscribe', 'newHeads')
    await connection.result('eth_subscribe', 'newHeads')
    const { error } = await connection.answer('eth_subscribe', 'newHeads')
    expect(error).toMatchObject({ code: -32005, data: { limit: 'subscriptions', allowed: 2 } })
    await connection.result('eth_unsubscribe', first)
    await connection.result('eth_subscribe', 'newHeads')
  })

  it('is told a thousand subscriptions of one block', async () => {
    const ids = new Set<string>()
    for (let i = 0; i < 1000; i++) ids.add(await socket.result('eth_subscribe', 'newHeads'))
    const { error } = await socket.answer('eth_subscribe', 'newHeads')
    expect(error?.code).toBe(-32005)
    server.dac.chain.mine({})
    for (let i = 0; i < 1000; i++) {
      const { params } = await socket.next<Notification>()
      expect(ids.delete(params.subscription)).toBe(true)
    }
    expect(ids.size).toBe(0)
  })
})
