import { asAddress, type Hex } from '@mvm/protocol'
import { Wallet } from 'ethers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openMethods } from '../../src/access/openMethods.ts'
import { methodTable } from '../../src/index.ts'
import { eventually } from '../dac/eventually.ts'
import { type JsonRpcAnswer, TestServer } from '../dac/TestServer.ts'
import { alice, bob } from '../dac/testAccounts.ts'

const AUTH_REQUIRED = -32_051
const CHARTER_DENIED = -32_050

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  server.dac.charter.readers = [alice.address]
  server.dac.chain.mine({})
})
afterEach(() => server[Symbol.asyncDispose]())

async function signedChallenge(key: Hex): Promise<[message: string, signature: string]> {
  const wallet = new Wallet(key)
  const { message } = await server.result<{ message: string }>(
    'mvm_signInChallenge',
    wallet.address,
  )
  return [message, await wallet.signMessage(message)]
}

async function tokenOf(key: Hex): Promise<string> {
  const { token } = await server.result<{ token: string }>(
    'mvm_signIn',
    ...(await signedChallenge(key)),
  )
  return token
}

async function ask<T = JsonRpcAnswer>(token: string | null, body: unknown): Promise<T> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  return (await response.json()) as T
}

const balance = { jsonrpc: '2.0', id: 1, method: 'eth_getBalance', params: [bob.address] }

describe('a DAC whose charter restricts READ', () => {
  it('answers AUTH_REQUIRED to every read without a session, and nothing of what it knows', async () => {
    for (const method of methodTable.keys()) {
      const { error, result } = await server.answer(method, [])
      if (openMethods.has(method)) expect(error?.code, method).not.toBe(AUTH_REQUIRED)
      else {
        expect(error, method).toMatchObject({ code: AUTH_REQUIRED, data: { reason: 'SIGNED_OUT' } })
        expect(result).toBeUndefined()
      }
    }
  })

  it('answers whoever signed in and may read, alone and in batches', async () => {
    const token = await tokenOf(alice.key)
    const { result } = await ask(token, balance)
    expect(result).toMatch(/^0x/)
    const batch = await ask(token, [
      balance,
      { ...balance, id: 2, method: 'eth_blockNumber', params: [] },
    ])
    expect(batch).toEqual([
      { jsonrpc: '2.0', id: 1, result },
      { jsonrpc: '2.0', id: 2, result: '0x1' },
    ])
    const mixed = await ask(null, [
      balance,
      { ...balance, id: 2, method: 'eth_chainId', params: [] },
    ])
    expect(mixed).toMatchObject([
      { id: 1, error: { code: AUTH_REQUIRED } },
      { id: 2, result: `0x${server.dac.chainId.toString(16)}` },
    ])
  })

  it('answers CHARTER_DENIED to whoever signed in and may not', async () => {
    const { error } = await ask(await tokenOf(bob.key), balance)
    expect(error).toMatchObject({
      code: CHARTER_DENIED,
      data: { address: bob.address, opcode: 'READ', rule: 'not allowed' },
    })
  })

  it('goes by the charter at the head, looked up once a block', async () => {
    const token = await tokenOf(alice.key)
    await ask(token, balance)
    const { lookups } = server.dac.charter
    await ask(token, [balance, balance, balance])
    expect(server.dac.charter.lookups).toBe(lookups)
    server.dac.charter.readers = [bob.address]
    server.dac.chain.mine({})
    expect((await ask(token, balance)).error?.code).toBe(CHARTER_DENIED)
    server.dac.charter.readers = null
    server.dac.chain.mine({})
    expect((await ask(null, balance)).result).toMatch(/^0x/)
  })

  it('refuses tokens that are not its own', async () => {
    for (const token of ['x', 'a.b.c.d', `${'9'.repeat(10_000)}`]) {
      expect((await ask(token, balance)).error).toMatchObject({
        code: AUTH_REQUIRED,
        data: { reason: 'SESSION_OVER' },
      })
    }
  })

  it('keeps block witnesses open, and lets be sent what may not be read', async () => {
    const witness = await server.answer('mvm_blockWitness', ['0x1'])
    expect(witness.error?.code).not.toBe(AUTH_REQUIRED)
    const sent = await server.answer('eth_sendRawTransaction', ['0x00'])
    expect(sent.error?.code).not.toBe(AUTH_REQUIRED)
  })
})

describe('a WebSocket to a DAC whose charter restricts READ', () => {
  it('subscribes to nothing before it signed in, and signs in over itself', async () => {
    const socket = await server.socket()
    for (const kind of ['newHeads', 'newPendingTransactions', 'syncing']) {
      expect((await socket.answer('eth_subscribe', kind)).error?.code).toBe(AUTH_REQUIRED)
    }
    await socket.result('mvm_signIn', ...(await signedChallenge(alice.key)))
    const id = await socket.result('eth_subscribe', 'newHeads')
    const [added] = server.dac.chain.mine({})
    const { params } = await socket.next()
    expect(params).toMatchObject({ subscription: id, result: { hash: added?.hash } })
    socket.close()
  })

  it('takes a token from its first request, or from mvm_useSession', async () => {
    const token = await tokenOf(alice.key)
    const plain = await server.socket()
    expect((await plain.answer('mvm_useSession', 'nonsense')).error?.code).toBe(AUTH_REQUIRED)
    await plain.result('mvm_useSession', token)
    expect(await plain.result('eth_getBalance', bob.address)).toMatch(/^0x/)
    plain.close()
    const socket = new WebSocket(server.wsUrl, { headers: { authorization: `Bearer ${token}` } })
    const answer = await new Promise((resolve, reject) => {
      socket.on('open', () => socket.send(JSON.stringify(balance)))
      socket.on('message', (data) => resolve(JSON.parse(data.toString())))
      socket.on('error', reject)
    })
    expect(answer).toMatchObject({ result: expect.stringMatching(/^0x/) })
    socket.close()
  })

  it('is told nothing of the block from which on its client may not read, and is closed', async () => {
    const socket = await server.socket()
    await socket.result('mvm_signIn', ...(await signedChallenge(alice.key)))
    await socket.result('eth_subscribe', 'newHeads')
    server.dac.chain.mine({})
    await socket.next()
    server.dac.charter.readers = [asAddress(`0x${'11'.repeat(20)}`)]
    server.dac.chain.mine({})
    expect(await socket.closed).toEqual({ code: 4001, reason: 'AUTH_REQUIRED' })
    expect(socket.unreadCount).toBe(0)
    await eventually(() => expect(server.dac.listenerCount).toBe(0))
  })

  it('gets many blocks in their order', async () => {
    const socket = await server.socket()
    await socket.result('mvm_signIn', ...(await signedChallenge(alice.key)))
    await socket.result('eth_subscribe', 'newHeads')
    const hashes = Array.from({ length: 30 }, () => server.dac.chain.mine({})[0]?.hash)
    const told: unknown[] = []
    while (told.length < hashes.length) {
      const { params } = await socket.next()
      told.push((params.result as { hash: string }).hash)
    }
    expect(told).toEqual(hashes)
    socket.close()
  })
})

describe('a DAC that begins to restrict READ', () => {
  it('closes the WebSockets that read without a session', async () => {
    server.dac.charter.readers = null
    server.dac.chain.mine({})
    const socket = await server.socket()
    await socket.result('eth_subscribe', 'newHeads')
    server.dac.charter.readers = [alice.address]
    // The block that brings the change is told to everybody, the next one is not.
    const [change] = server.dac.chain.mine({})
    expect((await socket.next()).params.result).toMatchObject({ hash: change?.hash })
    await server.answer('eth_getBalance', [bob.address])
    server.dac.chain.mine({})
    expect(await socket.closed).toMatchObject({ code: 4001 })
    expect(socket.unreadCount).toBe(0)
  })
})
