import { type Address, type Hex, keccak256Hex } from '@mvm/protocol'
import { methodTable } from '@mvm/rpc'
import { Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initCode } from '../support/initCode.ts'
import type { JsonRpc } from '../support/JsonRpc.ts'
import { type SignedTransfer, signTransfers } from '../support/signTransfers.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { waitFor } from '../support/waitFor.ts'
import {
  LOGGER,
  type MethodFacts,
  type MethodShape,
  methodShapes,
  quantity,
  SLOT,
  TOPIC,
  WORD,
} from './methodShapes.ts'

/** These need more than one request: they are tested one by one. */
const stateful = [
  ...['eth_newFilter', 'eth_newBlockFilter', 'eth_newPendingTransactionFilter'],
  ...['eth_getFilterChanges', 'eth_getFilterLogs', 'eth_subscribe', 'eth_unsubscribe'],
  ...['mvm_signInChallenge', 'mvm_signIn', 'mvm_useSession'],
]
/** These come last, because they change what the others answer. */
const changing = ['eth_sendRawTransaction', 'eth_sendRawTransactionSync']
const simple = [...methodTable.keys()].filter(
  (name) => !stateful.includes(name) && !changing.includes(name),
)

describe('every method on a devnet', () => {
  let devnet: TestDevnet
  let rpc: JsonRpc
  let privateKey: Hex
  let facts: MethodFacts

  beforeAll(async () => {
    devnet = await startDevnet()
    rpc = devnet.dac()
    const chainId = devnet.description.dacs[0]?.chainId as number
    const [user, other] = devnet.accounts.map((account) => account.address) as [Address, Address]
    privateKey = devnet.accounts[0]?.privateKey as Hex
    const { hash } = await send({ to: null, data: initCode(LOGGER), nonce: 0 })
    const { contractAddress: contract } = await rpc.call<{ contractAddress: Address }>(
      'eth_getTransactionReceipt',
      hash,
    )
    const called = await send({ to: contract, data: WORD, nonce: 1 })
    const block = await head()
    await waitFor('the block to be safe', async () => {
      return Number((await rpc.block('safe'))?.number) >= Number(block.number)
    })
    const queued = await send({ to: contract, data: WORD, nonce: 9 })
    const transfers = signTransfers({ chainId, privateKey, firstNonce: 2, count: 2, to: other })
    facts = {
      ...{ chainId, user, other, contract, block },
      called: called.hash,
      raw: called.raw,
      queued: queued.hash,
      transfers: transfers as [SignedTransfer, SignedTransfer],
    }
  })
  afterAll(() => devnet?.stop())

  async function send(transaction: { to: string | null; data: string; nonce: number }) {
    const signed = (await new Wallet(privateKey).signTransaction({
      type: 2,
      chainId: devnet.description.dacs[0]?.chainId as number,
      gasLimit: 200_000n,
      maxFeePerGas: 10n ** 12n,
      maxPriorityFeePerGas: 5n,
      ...transaction,
    })) as Hex
    return { raw: signed, hash: await rpc.send(signed) }
  }

  const head = () => rpc.call<MethodFacts['block']>('eth_getBlockByNumber', 'latest', false)

  it.each([...simple, ...changing])('%s answers in its shape', async (method) => {
    const [params, result] = methodShapes(facts)[method] as MethodShape
    // What L1 asserts follows the block by seconds.
    if (method === 'mvm_finalityStatus') {
      await waitFor('the output root on L1', async () => {
        return (await rpc.call<{ stateBatch: unknown }>(method, ...params)).stateBatch
      })
    }
    expect(await rpc.call(method, ...params)).toEqual(result)
  })

  it('hashes to what it says: header, transaction and the roots of proofs', async () => {
    const { block, called, contract, raw } = facts
    const rawHeader = await rpc.call<Hex>('debug_getRawHeader', block.number)
    expect(keccak256Hex(Buffer.from(rawHeader.slice(2), 'hex'))).toBe(block.hash)
    expect(keccak256Hex(Buffer.from(raw.slice(2), 'hex'))).toBe(called)
    const proof = await rpc.call<{
      accountProof: Hex[]
      storageHash: Hex
      storageProof: { proof: Hex[] }[]
    }>('eth_getProof', contract, [SLOT], block.number)
    const hashOf = (node: Hex | undefined) => keccak256Hex(Buffer.from(node?.slice(2) ?? '', 'hex'))
    expect(hashOf(proof.accountProof[0])).toBe(block.stateRoot)
    expect(hashOf(proof.storageProof[0]?.proof[0])).toBe(proof.storageHash)
  })

  it('gives a session to whoever signs its challenge', async () => {
    const { user } = facts
    const challenge = await rpc.call<{ message: string }>('mvm_signInChallenge', user)
    const signature = await new Wallet(privateKey).signMessage(challenge.message)
    const session = await rpc.call<{ token: string }>('mvm_signIn', challenge.message, signature)
    expect(session).toMatchObject({ address: user, token: expect.any(String) })
    const { token, ...known } = session
    expect(await rpc.call('mvm_useSession', token)).toEqual(known)
    await expect(rpc.call('mvm_signIn', challenge.message, signature)).rejects.toThrow()
  })

  it('fills filters with logs, blocks and pending transactions', async () => {
    const { called, contract } = facts
    const blocks = await rpc.call<string>('eth_newBlockFilter')
    const pending = await rpc.call<string>('eth_newPendingTransactionFilter')
    const id = await rpc.call<string>('eth_newFilter', { address: contract })
    const sent = await send({ to: contract, data: WORD, nonce: 4 })
    const { hash: newest } = await head()
    expect(await rpc.call('eth_getFilterChanges', blocks)).toEqual([newest])
    expect(await rpc.call('eth_getFilterChanges', pending)).toEqual([sent.hash])
    const log = { transactionHash: sent.hash, data: WORD, topics: [TOPIC] }
    expect(await rpc.call('eth_getFilterChanges', id)).toMatchObject([log])
    expect(await rpc.call('eth_getFilterChanges', id)).toEqual([])
    const all = await rpc.call('eth_newFilter', { fromBlock: '0x1', address: contract })
    expect(await rpc.call('eth_getFilterLogs', all)).toMatchObject([
      { transactionHash: called },
      log,
    ])
    for (const filter of [id, blocks, pending, all]) {
      expect(await rpc.call('eth_uninstallFilter', filter)).toBe(true)
    }
    await expect(rpc.call('eth_getFilterChanges', id)).rejects.toThrow('filter not found')
  })

  it('tells subscribers of heads, logs and pending transactions, until they unsubscribe', async () => {
    const { contract } = facts
    const socket = new WebSocket(devnet.description.dacs[0]?.wsUrl as string)
    const answers = new Map<number, unknown>()
    const told: { subscription: string; result: { hash?: string; transactionHash?: string } }[] = []
    socket.addEventListener('message', ({ data }) => {
      const { id, result, params } = JSON.parse(String(data))
      if (id === undefined) told.push(params)
      else answers.set(id, result)
    })
    try {
      await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
      let nextId = 0
      const ask = async (method: string, ...params: unknown[]) => {
        const id = ++nextId
        socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
        return waitFor(`the answer to ${method}`, () => answers.get(id))
      }
      const heads = await ask('eth_subscribe', 'newHeads')
      const logs = await ask('eth_subscribe', 'logs', { address: contract, topics: [TOPIC] })
      const pending = await ask('eth_subscribe', 'newPendingTransactions')
      const first = await send({ to: contract, data: WORD, nonce: 5 })
      const of = (subscription: unknown) =>
        told.filter((notice) => notice.subscription === subscription).map(({ result }) => result)
      await waitFor('all three notices', () =>
        [heads, logs, pending].every((subscription) => of(subscription).length > 0),
      )
      expect(of(heads)).toMatchObject([{ hash: (await head()).hash }])
      expect(of(logs)).toMatchObject([{ transactionHash: first.hash, data: WORD }])
      expect(of(pending)).toEqual([first.hash])

      expect(await ask('eth_unsubscribe', logs)).toBe(true)
      await send({ to: contract, data: WORD, nonce: 6 })
      await waitFor('the next head', () => of(heads).length === 2)
      expect(of(logs)).toHaveLength(1)
    } finally {
      socket.close()
    }
  })

  it('answers a batch in its order, and the same on a path of its own and at the root', async () => {
    const { chainId, contract, other, user } = facts
    const answers = await rpc.batch<string>('eth_getBalance', [[user], [other], [contract]])
    expect(answers).toEqual([quantity, quantity, '0x0'])
    const root = await fetch(new URL('/', rpc.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}',
    })
    expect(await root.json()).toMatchObject({ result: `0x${chainId.toString(16)}` })
  })
})
