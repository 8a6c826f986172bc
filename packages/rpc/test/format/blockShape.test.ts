import { chainBlockSize, encodeChainBlock, signTransaction } from '@mvm/protocol'
import { encodeRlp, keccak256 } from 'ethers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { blockContents } from '../../src/chain/blockContents.ts'
import { l1Attributes } from '../dac/TestChain.ts'
import { TestServer } from '../dac/TestServer.ts'
import { alice, bob, scriptedAccounts } from '../dac/testAccounts.ts'
import { deposit, logging, transfer } from '../dac/transactions.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
  const { dac } = server
  const legacy = signTransaction(
    {
      type: 0,
      chainId: dac.chainId,
      nonce: 0n,
      gasPrice: 1_000_007n,
      gasLimit: 60_000n,
      to: bob.address,
      value: 3n,
      data: new Uint8Array(),
    },
    alice.key,
  )
  const listed = signTransaction(
    {
      type: 1,
      chainId: dac.chainId,
      nonce: 1n,
      gasPrice: 1_000_007n,
      gasLimit: 60_000n,
      to: null,
      value: 0n,
      data: Uint8Array.of(0xfe),
      accessList: [{ address: bob.address, storageKeys: [`0x${'05'.repeat(32)}`] }],
    },
    alice.key,
  )
  const delegating = signTransaction(
    {
      type: 4,
      chainId: dac.chainId,
      nonce: 2n,
      maxFeePerGas: 1_000_001n,
      maxPriorityFeePerGas: 9n,
      gasLimit: 60_000n,
      to: bob.address,
      value: 0n,
      data: new Uint8Array(),
      accessList: [],
      authorizationList: [
        { chainId: 0n, address: scriptedAccounts.echo, nonce: 0n, yParity: 1, r: 1n, s: 2n },
      ],
    },
    alice.key,
  )
  dac.chain.mine({
    transactions: [
      deposit(dac.chainId, 0),
      deposit(dac.chainId, 1),
      legacy,
      listed,
      delegating,
      logging(dac.chainId, 1, { nonce: 3n }),
      logging(dac.chainId, 2, { nonce: 4n }),
    ],
  })
})
afterAll(() => server[Symbol.asyncDispose]())

type Fields = Readonly<Record<string, string>>

/** In the order of Ethereum's header, written down here once more on purpose. */
const HEADER_ORDER = [
  'parentHash',
  'sha3Uncles',
  'miner',
  'stateRoot',
  'transactionsRoot',
  'receiptsRoot',
  'logsBloom',
  'difficulty',
  'number',
  'gasLimit',
  'gasUsed',
  'timestamp',
  'extraData',
  'mixHash',
  'nonce',
  'baseFeePerGas',
  'withdrawalsRoot',
  'blobGasUsed',
  'excessBlobGas',
  'parentBeaconBlockRoot',
  'requestsHash',
] as const
const QUANTITIES = new Set<string>([
  'difficulty',
  'number',
  'gasLimit',
  'gasUsed',
  'timestamp',
  'baseFeePerGas',
  'blobGasUsed',
  'excessBlobGas',
])

function rlpForm(name: string, value: string): string {
  if (!QUANTITIES.has(name)) return value
  if (value === '0x0') return '0x'
  return value.length % 2 === 0 ? value : `0x0${value.slice(2)}`
}

it.each(['0x0', '0x1'])("block %s's hash is keccak of the RLP of its fields", async (number) => {
  const block = await server.result<Fields>('eth_getBlockByNumber', number, false)
  const header = HEADER_ORDER.map((name) => rlpForm(name, block[name] ?? ''))
  expect(keccak256(encodeRlp(header))).toBe(block.hash)
  expect(await server.result('debug_getRawHeader', number)).toBe(encodeRlp(header))
})

it('has every field of a block after Prague', async () => {
  const block = await server.result<Fields>('eth_getBlockByNumber', '0x1', false)
  expect(Object.keys(block).sort()).toEqual(
    [...HEADER_ORDER, 'hash', 'size', 'transactions', 'uncles', 'withdrawals'].sort(),
  )
  expect(block).toMatchObject({
    sha3Uncles: '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
    difficulty: '0x0',
    nonce: '0x0000000000000000',
    uncles: [],
    withdrawals: [],
  })
})

it("says as size the length of the block's RLP", async () => {
  const { chain } = server.dac
  for (const block of chain.blocks) {
    const contents = blockContents(chain, block)
    const { length } = encodeChainBlock(contents)
    expect(chainBlockSize(contents)).toBe(length)
    const { size } = await server.result<Fields>('eth_getBlockByHash', block.hash, false)
    expect(Number(size)).toBe(length)
  }
})

it.each([0, 54, 55, 56, 255, 256, 65_535, 65_536])(
  'counts RLP prefixes right around a transaction of %i bytes',
  (size) => {
    const [block] = server.dac.chain.blocks
    if (block === undefined) throw new Error('no genesis')
    const transactions = [new Uint8Array(size).fill(2)]
    const contents = { ...block, transactions, ommers: [], withdrawals: [] }
    expect(chainBlockSize(contents)).toBe(encodeChainBlock(contents).length)
  },
)

it('writes each type of transaction with the fields of execution-apis', async () => {
  const { transactions } = await server.result<{ transactions: Fields[] }>(
    'eth_getBlockByNumber',
    '0x1',
    true,
  )
  const [, , legacy, listed, delegating, feeMarket] = transactions
  const place = ['blockHash', 'blockNumber', 'blockTimestamp', 'transactionIndex']
  const common = [...place, 'chainId', 'from', 'gas', 'gasPrice', 'hash', 'input', 'nonce']
  const all = [...common, 'r', 's', 'to', 'type', 'v', 'value']
  const typed = [...all, 'accessList', 'yParity']
  const dynamic = [...typed, 'maxFeePerGas', 'maxPriorityFeePerGas']
  expect(Object.keys(legacy ?? {}).sort()).toEqual(all.sort())
  expect(Object.keys(listed ?? {}).sort()).toEqual(typed.sort())
  expect(Object.keys(feeMarket ?? {}).sort()).toEqual(dynamic.sort())
  expect(Object.keys(delegating ?? {}).sort()).toEqual([...dynamic, 'authorizationList'].sort())
  expect(legacy).toMatchObject({ type: '0x0', gasPrice: '0xf4247' })
  expect((Number(legacy?.v) - 35) >> 1).toBe(server.dac.chainId)
  expect(listed).toMatchObject({ type: '0x1', to: null })
  // The fee cap binds, and then it does not.
  expect(delegating).toMatchObject({ gasPrice: '0xf4241', maxPriorityFeePerGas: '0x9' })
  expect(feeMarket).toMatchObject({ gasPrice: '0xf4245' })
})

it('writes deposits with the fields of op-geth', async () => {
  const { transactions } = await server.result<{ transactions: Fields[] }>(
    'eth_getBlockByNumber',
    '0x1',
    true,
  )
  const { hash, sourceHash } = deposit(server.dac.chainId, 1)
  expect(transactions[1]).toEqual({
    blockHash: server.dac.chain.newest.hash,
    blockNumber: '0x1',
    blockTimestamp: '0x2',
    transactionIndex: '0x1',
    hash,
    type: '0x7e',
    from: `0x${'d0'.repeat(20)}`,
    to: bob.address,
    gas: '0x30d40',
    gasPrice: '0x0',
    value: '0x7',
    mint: '0xde0b6b3a7640000',
    input: '0x010203',
    nonce: '0x1',
    sourceHash,
    isSystemTx: false,
    v: '0x0',
    r: '0x0',
    s: '0x0',
  })
  expect(transactions[0]).toMatchObject({ isSystemTx: true, nonce: '0x0' })
  expect(await server.result('eth_getTransactionByHash', hash)).toEqual(transactions[1])
})

it('writes receipts with what the bytes cost on L1', async () => {
  const receipts = await server.result<Fields[]>('eth_getBlockReceipts', '0x1')
  const { transactions } = server.dac.chain.newest
  const size = transactions[5]?.size ?? 0
  expect(receipts[5]).toMatchObject({
    type: '0x2',
    status: '0x1',
    transactionIndex: '0x5',
    l1GasUsed: `0x${(size * 40).toString(16)}`,
    l1GasPrice: `0x${l1Attributes.l1BaseFeePerGas.toString(16)}`,
    l1FeeScalar: '100.5',
    taxPaid: '0x0',
    charterVersion: '0x0',
    inclusion: 'sequenced',
  })
  const { l1Fee, l1GasUsed, l1GasPrice, l1FeeScalar } = receipts[5] ?? {}
  expect(Number(l1Fee)).toBeCloseTo(
    Number(l1GasUsed) * Number(l1GasPrice) * Number(l1FeeScalar),
    -3,
  )
})

it('writes receipts of deposits as op-geth does, without a fee', async () => {
  const [, receipt] = await server.result<Fields[]>('eth_getBlockReceipts', '0x1')
  expect(receipt).toMatchObject({
    type: '0x7e',
    inclusion: 'deposit',
    depositNonce: '0x1',
    depositReceiptVersion: '0x1',
    effectiveGasPrice: '0x0',
    l1Fee: '0x0',
    l1GasUsed: '0x0',
    l1FeeScalar: '0',
  })
})

it("numbers a block's logs through, in one receipt as in all", async () => {
  const receipts = await server.result<{ logs: Fields[] }[]>('eth_getBlockReceipts', '0x1')
  expect(receipts.flatMap(({ logs }) => logs.map(({ logIndex }) => logIndex))).toEqual([
    '0x0',
    '0x1',
  ])
  const hash = server.dac.chain.newest.transactions[6]?.hash
  expect(await server.result('eth_getTransactionReceipt', hash)).toEqual(receipts[6])
})

it('keeps a chain id of 53 bits exact in v', async () => {
  const { dac } = server
  const chainId = Number.MAX_SAFE_INTEGER
  const transaction = signTransaction(
    {
      type: 0,
      chainId,
      nonce: 0n,
      gasPrice: 1n,
      gasLimit: 21_000n,
      to: bob.address,
      value: 0n,
      data: new Uint8Array(),
    },
    alice.key,
  )
  dac.chain.mine({ transactions: [transaction] })
  const { v } = await server.result<Fields>('eth_getTransactionByHash', transaction.hash)
  expect(BigInt(v ?? 0)).toBe(BigInt(chainId) * 2n + 35n + BigInt(transaction.yParity))
})

it('leaves the rollup fields out where a chain has no L1 attributes', async () => {
  const { dac } = server
  dac.chain.l1Attributes = () => null
  const [block] = dac.chain.mine({ transactions: [transfer(dac.chainId, { nonce: 9n })] })
  const [receipt] = await server.result<Fields[]>('eth_getBlockReceipts', block?.hash)
  expect(receipt).not.toHaveProperty('l1Fee')
  expect(receipt).not.toHaveProperty('inclusion')
})
