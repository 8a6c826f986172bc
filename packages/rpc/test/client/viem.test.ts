import { encodeTransaction, type Hex } from '@mvm/protocol'
import {
  type Address,
  BaseError,
  createPublicClient,
  createTestClient,
  createWalletClient,
  defineChain,
  http,
  keccak256,
  parseAbi,
  serializeTransaction,
  type TransactionEIP7702 as TransactionEip7702,
  webSocket,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { chainConfig } from 'viem/op-stack'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../dac/eventually.ts'
import { l1Attributes } from '../dac/TestChain.ts'
import { TestServer } from '../dac/TestServer.ts'
import { alice, bob, scriptedAccounts } from '../dac/testAccounts.ts'
import { deposit, logging, transfer } from '../dac/transactions.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  const { dac } = server
  dac.state.balances.set(alice.address, 10n ** 18n)
  dac.pool.onAccepted = () => setImmediate(() => dac.chain.mine({ transactions: dac.pool.take() }))
  dac.chain.mine({ transactions: [deposit(dac.chainId)] })
})
afterEach(() => server[Symbol.asyncDispose]())

const account = privateKeyToAccount(alice.key)

function clients() {
  const chain = defineChain({
    ...chainConfig,
    id: server.dac.chainId,
    name: 'acme',
    nativeCurrency: { name: 'Metis', symbol: 'MT', decimals: 18 },
    rpcUrls: { default: { http: [server.url], webSocket: [server.wsUrl] } },
  })
  const options = { chain, pollingInterval: 20 }
  return {
    http: createPublicClient({ ...options, transport: http(undefined, { batch: true }) }),
    socket: createPublicClient({ ...options, transport: webSocket() }),
    wallet: createWalletClient({ ...options, account, transport: http() }),
    test: createTestClient({ ...options, mode: 'anvil', transport: http() }),
  }
}

describe('viem', () => {
  it('parses blocks with deposits of the OP Stack', async () => {
    const block = await clients().http.getBlock({ includeTransactions: true })
    expect(block).toMatchObject({
      number: 1n,
      hash: server.dac.chain.newest.hash,
      baseFeePerGas: 1_000_000n,
      withdrawals: [],
    })
    const { hash, sourceHash } = deposit(server.dac.chainId)
    expect(block.transactions[0]).toMatchObject({
      type: 'deposit',
      typeHex: '0x7e',
      hash,
      sourceHash,
      mint: 10n ** 18n,
      isSystemTx: true,
    })
  })

  it('prepares, signs, sends and waits; the receipt has the L1 fee', async () => {
    const { http: client, wallet } = clients()
    const hash = await wallet.sendTransaction({ to: bob.address as Address, value: 5n })
    const receipt = await client.waitForTransactionReceipt({ hash })
    expect(receipt).toMatchObject({ status: 'success', blockNumber: 2n, type: 'eip1559' })
    const size = BigInt(server.dac.chain.newest.transactions[0]?.size ?? 0)
    expect(receipt).toMatchObject({
      l1GasUsed: size * 40n,
      l1GasPrice: l1Attributes.l1BaseFeePerGas,
      l1FeeScalar: 100.5,
      l1Fee: (size * 40n * l1Attributes.l1BaseFeePerGas * 1005n) / 10n,
    })
  })

  it('sends and gets the receipt in one request', async () => {
    const { wallet } = clients()
    const receipt = await wallet.sendTransactionSync({ to: bob.address as Address, value: 5n })
    expect(receipt).toMatchObject({ status: 'success', blockNumber: 2n })
  })

  it('signs authorizations and reads them back', async () => {
    const { http: client, wallet } = clients()
    const authorization = await wallet.signAuthorization({
      contractAddress: scriptedAccounts.echo,
      executor: 'self',
    })
    const hash = await wallet.sendTransaction({
      to: account.address,
      authorizationList: [authorization],
    })
    await client.waitForTransactionReceipt({ hash })
    // The formatter of the OP Stack types its union without the fields of single types.
    const mined = (await client.getTransaction({ hash })) as unknown as TransactionEip7702
    expect(mined.type).toBe('eip7702')
    expect(mined.authorizationList).toMatchObject([{ address: scriptedAccounts.echo, nonce: 1 }])
    const { r, s, yParity, gas, input, ...fields } = mined
    const { chainId, nonce, to, value, maxFeePerGas, maxPriorityFeePerGas } = fields
    const unsigned = { type: 'eip7702', chainId, nonce, gas, to, value, data: input } as const
    const again = serializeTransaction(
      {
        ...unsigned,
        maxFeePerGas,
        maxPriorityFeePerGas,
        authorizationList: mined.authorizationList,
      },
      { r, s, yParity },
    )
    expect(keccak256(again)).toBe(hash)
  })

  it('estimates fees, gas and access lists', async () => {
    const { http: client } = clients()
    expect(await client.estimateFeesPerGas()).toEqual({
      maxFeePerGas: 1_200_003n,
      maxPriorityFeePerGas: 3n,
    })
    const to = bob.address as Address
    expect(await client.estimateGas({ account, to, value: 1n })).toBe(53_000n)
    const { accessList } = await client.createAccessList({ account, to })
    expect(accessList).toHaveLength(1)
    const history = await client.getFeeHistory({ blockCount: 2, rewardPercentiles: [50] })
    expect(history).toMatchObject({ oldestBlock: 0n, reward: [[0n], [0n]] })
  })

  it('polls filters for logs, and a reorg shows as removed ones', async () => {
    const { dac } = server
    const { http: client } = clients()
    const filter = await client.createEventFilter({ address: scriptedAccounts.logger })
    dac.chain.mine({ transactions: [logging(dac.chainId, 1)] })
    expect(await client.getFilterChanges({ filter })).toMatchObject([{ removed: false }])
    dac.chain.reorganise(1, {})
    expect(await client.getFilterChanges({ filter })).toMatchObject([{ removed: true }])
    expect(await client.uninstallFilter({ filter })).toBe(true)
  })

  it('watches heads, logs and pending transactions over WebSocket', async () => {
    const { dac } = server
    const { socket } = clients()
    const heads: bigint[] = []
    const topics: Hex[] = []
    const hashes: Hex[] = []
    const ends = [
      socket.watchBlocks({ onBlock: ({ number }) => heads.push(number) }),
      socket.watchEvent({
        address: scriptedAccounts.logger,
        onLogs: (logs) => topics.push(...logs.map((log) => log.topics[0] as Hex)),
      }),
      socket.watchPendingTransactions({ onTransactions: (all) => hashes.push(...all) }),
    ]
    await eventually(() => dac.listenerCount).toBe(3)
    const transaction = logging(dac.chainId, 7)
    await dac.pool.submit(encodeTransaction(transaction))
    await eventually(() => [heads, topics, hashes]).toEqual([
      [2n],
      [`0x${'07'.repeat(32)}`],
      [transaction.hash],
    ])
    for (const end of ends) end()
    await eventually(() => dac.listenerCount).toBe(0)
    const client = await socket.transport.getRpcClient()
    client.close()
  })

  it('makes a filter again that the node has forgotten', async () => {
    const { dac } = server
    const { http: client } = clients()
    const seen: Hex[] = []
    const end = client.watchEvent({
      address: scriptedAccounts.logger,
      poll: true,
      pollingInterval: 20,
      onLogs: (logs) => seen.push(...logs.map((log) => log.topics[0] as Hex)),
    })
    await eventually(() => dac.listenerCount).toBe(2)
    // More than the journal keeps: the filter lags behind and is dropped.
    dac.chain.mine(...Array.from({ length: 20_001 }, () => ({})))
    let nonce = 0n
    await eventually(() => {
      dac.chain.mine({ transactions: [logging(dac.chainId, 9, { nonce: nonce++ })] })
      return seen.at(-1)
    }).toBe(`0x${'09'.repeat(32)}`)
    end()
  })

  it('decodes the errors of contracts', async () => {
    const { http: client } = clients()
    // The account reverts with the calldata itself.
    const abi = parseAbi(['function Error(string) view'])
    const address = scriptedAccounts.reverts
    await expect(
      client.readContract({ abi, address, functionName: 'Error', args: ['not today'] }),
    ).rejects.toMatchObject({ cause: { reason: 'not today' } })
    const failure = await client.call({ to: address, data: '0x12345678' }).catch((error) => error)
    expect(failure).toBeInstanceOf(BaseError)
    expect(
      (failure as BaseError).walk((error) => (error as { code?: number }).code === 3),
    ).toMatchObject({ data: '0x12345678' })
  })

  it('overrides state and block in calls', async () => {
    const { http: client } = clients()
    await client.call({
      to: scriptedAccounts.echo,
      data: '0x12',
      stateOverride: [
        {
          address: bob.address,
          balance: 7n,
          nonce: 3,
          code: '0x6001',
          stateDiff: [{ slot: `0x${'01'.repeat(32)}`, value: `0x${'02'.repeat(32)}` }],
        },
      ],
      blockOverrides: { time: 99n, number: 5n },
    })
    expect(server.dac.state.lastRequest).toMatchObject({
      blockOverride: { timestamp: 99n, number: 5n },
      isNextBlock: false,
    })
    expect(server.dac.state.lastRequest?.accountOverrides.get(bob.address)).toEqual({
      balance: 7n,
      nonce: 3n,
      code: Uint8Array.of(0x60, 1),
      storage: {
        mode: 'merge',
        slots: new Map([[`0x${'01'.repeat(32)}`, `0x${'02'.repeat(32)}`]]),
      },
    })
  })

  it('reads proofs, the pool and the tags', async () => {
    const { http: client, test } = clients()
    const proof = await client.getProof({
      address: alice.address,
      storageKeys: [`0x${'05'.repeat(32)}`],
    })
    expect(proof).toMatchObject({ balance: 10n ** 18n, storageProof: [{ proof: ['0x04'] }] })
    server.dac.pool.onAccepted = () => {}
    await server.dac.pool.submit(encodeTransaction(transfer(server.dac.chainId, { nonce: 9n })))
    expect(await test.getTxpoolStatus()).toEqual({ pending: 0, queued: 1 })
    const { queued } = await test.getTxpoolContent()
    expect(queued[alice.address]?.[9]).toMatchObject({ nonce: '0x9', blockHash: null })
    for (const blockTag of ['safe', 'finalized', 'earliest'] as const) {
      expect(await client.getBlock({ blockTag })).toMatchObject({ number: 0n })
    }
    expect(await client.getBlock({ blockTag: 'pending' })).toMatchObject({ number: 1n })
  })
})
