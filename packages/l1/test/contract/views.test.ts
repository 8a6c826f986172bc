import {
  asAddress,
  asHash,
  type Charter,
  fromHex,
  initialBatchHash,
  type WithdrawalHash,
} from '@mvm/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ContractRevertError,
  encodeAllocate,
  encodeAppendSequencerBatch,
  encodeContractCall,
  encodeCreateDAC,
  encodeFinalizeWithdrawal,
  encodeRefundDeposit,
  encodeReleaseDeposit,
  encodeSetEndpoints,
  encodeUnstake,
  L1ResponseError,
  L1TransactionSender,
  listDacs,
  MemoryIntentJournal,
  readBatchLimits,
  readChainTip,
  readDac,
  readEscrow,
  readEscrowAdmission,
  readMTBalance,
  readParkedDeposit,
  readSequencerStanding,
  readStateBatch,
  readStateBatchStanding,
  readStateTip,
  readWithdrawal,
  signerFromKey,
} from '../../src/index.ts'
import { anvilAccounts } from '../anvil.ts'
import { MT, RollupBench } from '../rollup/RollupBench.ts'

const charter: Charter = {
  vision: 'see',
  mission: 'do',
  permissions: [],
  taxrates: [],
  treasury: asAddress(`0x${'77'.repeat(20)}`),
  managementContract: asAddress(`0x${'77'.repeat(20)}`),
}

let bench: RollupBench
let chainId: number

beforeAll(async () => {
  bench = await RollupBench.start()
  chainId = await bench.createDac('views')
})
afterAll(() => bench.stop())

test('reads where a chain stands, at any L1 block', async () => {
  const before = await bench.head()
  const tip = await readChainTip(bench.source(), chainId)
  expect(tip).toMatchObject({
    batchHash: initialBatchHash(chainId),
    nextBlock: 1,
    queueStart: 0,
    queueLength: 1,
    feeScalar: 100_000_000n,
    batchCount: 0,
  })
  const limits = await readBatchLimits(bench.source(), chainId, before.number)
  expect(limits).toMatchObject({ queueEnd: { min: 1, max: 1 }, isOverdue: false })
  expect(limits.feeScalar.min).toBeLessThanOrEqual(tip.feeScalar)

  await bench.append(chainId, fromHex('0x01'), 2)
  const after = await readChainTip(bench.source(), chainId)
  expect(after).toMatchObject({ nextBlock: 3, queueStart: 1, batchCount: 1 })
  expect(await readChainTip(bench.source({ hash: before.hash }), chainId)).toEqual(tip)
  expect(await readChainTip(bench.source(before.number), chainId)).toEqual(tip)

  expect(await readStateTip(bench.source(), chainId)).toEqual({
    nextBlock: 1,
    stateBatchCount: 1,
    liveCount: 1,
    windowSeconds: 120,
  })
  await bench.appendState(chainId, 1, 2)
  expect(await readStateTip(bench.source(), chainId)).toMatchObject({ nextBlock: 3, liveCount: 2 })
  const standing = await readStateBatchStanding(bench.source(), chainId, 1)
  expect(standing).toMatchObject({ isLive: true, isWithdrawable: false })
  expect(standing.windowEnd).toBe((await bench.head()).timestamp + 120)
})

test('reads the registry by chainID, by slug and as a whole', async () => {
  const urls = { rpcUrl: 'http://127.0.0.1:1/views', wsUrl: 'ws://127.0.0.1:1/views' }
  await bench.send(bench.contracts.dacManager, encodeSetEndpoints({ chainId, ...urls }))
  const dac = await readDac(bench.source(), chainId)
  expect(dac).toMatchObject({ chainId, slug: 'views', creator: bench.operator, profile: 'dev' })
  expect(dac).toMatchObject(urls)
  expect(await readDac(bench.source(), 'views')).toEqual(dac)
  expect(await readDac(bench.source(), 'nobody')).toBeNull()
  expect(await readDac(bench.source(), 5_000_000_000)).toBeNull()
  const all = await listDacs(bench.source())
  expect(all.map(({ slug }) => slug)).toEqual(['mvm-rangers', 'views'])
  expect(await listDacs(bench.source(), { start: 1 })).toEqual([dac])
  expect(await listDacs(bench.source(), { end: 1 })).toEqual([all[0]])
  expect(await listDacs(bench.source(), { start: 9 })).toEqual([])
})

test('reads stake, escrow and balances', async () => {
  const standing = await readSequencerStanding(bench.source(), chainId, bench.operator)
  expect(standing).toMatchObject({
    stake: 1000n * MT,
    allocatedInAll: 20n * MT,
    allocated: 20n * MT,
    bond: 20n * MT,
    isListed: true,
    mayPost: true,
  })
  const stranger = await readSequencerStanding(bench.source(), chainId, bench.user)
  expect(stranger).toMatchObject({ stake: 0n, allocated: 0n, mayPost: false })

  const balance = await readMTBalance(bench.source(), bench.operator)
  await bench.deposit(chainId, 3n * MT)
  expect(await readEscrow(bench.source(), chainId)).toBe(3n * MT)
  expect(await readMTBalance(bench.source(), bench.operator)).toBe(balance - 3n * MT)
  await bench.send(bench.contracts.sequencerPool, encodeUnstake(100n * MT))
  const less = await readSequencerStanding(bench.source(), chainId, bench.operator)
  expect(less.stake).toBe(900n * MT)
})

test('reads what becomes of a deposit that nobody is bonded for', async () => {
  const { operator, contracts } = bench
  await bench.send(contracts.comCo, encodeCreateDAC({ slug: 'bare', charter, profile: 'dev' }))
  const bare = (await readDac(bench.source(), 'bare'))?.chainId as number
  expect(await readEscrowAdmission(bench.source(), bare, MT)).toBe(false)
  await bench.deposit(bare, 3n * MT)
  await bench.deposit(bare, 4n * MT)
  expect(await readEscrow(bench.source(), bare)).toBe(0n)
  const parked = {
    status: 'parked',
    chainId: bare,
    owner: operator,
    from: operator,
    to: bench.user,
  }
  expect(await readParkedDeposit(bench.source(), 1)).toMatchObject({ ...parked, amount: 3n * MT })
  expect(await readParkedDeposit(bench.source(), 3)).toBeNull()
  await expect(
    bench.send(contracts.l1StandardBridge, encodeReleaseDeposit(1)),
  ).rejects.toMatchObject({
    errorName: 'EscrowNotAdmitted',
  })
  await expect(
    bench.send(contracts.l1StandardBridge, encodeRefundDeposit(1), bench.user),
  ).rejects.toMatchObject({ errorName: 'NotDepositOwner' })

  await bench.send(contracts.l1StandardBridge, encodeRefundDeposit(1))
  const allocation = encodeAllocate({ chainId: bare, amount: 20n * MT })
  await bench.send(contracts.sequencerPool, allocation)
  expect(await readEscrowAdmission(bench.source(), bare, 4n * MT)).toBe(true)
  await bench.send(contracts.l1StandardBridge, encodeReleaseDeposit(2), bench.user)
  expect(await readParkedDeposit(bench.source(), 1)).toMatchObject({ status: 'refunded' })
  expect(await readParkedDeposit(bench.source(), 2)).toMatchObject({ status: 'released' })
  expect(await readEscrow(bench.source(), bare)).toBe(4n * MT)
})

test('reads a state batch, and that of a message which was not proven nothing is known', async () => {
  const batch = await readStateBatch(bench.source(), chainId, 0)
  expect(batch).toMatchObject({ stateBatchIndex: 0, firstBlock: 0, rootCount: 1 })
  const hash = asHash<WithdrawalHash>(`0x${'12'.repeat(32)}`)
  expect(await readWithdrawal(bench.source(), hash)).toBeNull()
  await expect(
    bench.send(bench.contracts.l1StandardBridge, encodeFinalizeWithdrawal(hash)),
  ).rejects.toMatchObject({ errorName: 'NotProven' })
})

test('names the contract’s error when a view reverts, and a contract that is not there', async () => {
  const error = await readChainTip(bench.source(), 5_000_000_000).catch((error) => error)
  expect(error).toBeInstanceOf(ContractRevertError)
  expect(error).toMatchObject({
    contract: 'CanonicalTransactionChain',
    errorName: 'UnknownChain',
    args: { chainId: 5_000_000_000n },
  })
  const contracts = { ...bench.contracts, l1StandardBridge: asAddress(`0x${'09'.repeat(20)}`) }
  const missing = readEscrow({ client: bench.client, contracts }, chainId)
  await expect(missing).rejects.toBeInstanceOf(L1ResponseError)
})

test('names the contract’s error when a batch is refused', async () => {
  const controller = new AbortController()
  const sender = new L1TransactionSender({
    client: bench.client,
    signer: signerFromKey(anvilAccounts[0]?.privateKey ?? '0x'),
    chainId: 31337,
    journal: new MemoryIntentJournal(),
    pollIntervalMs: 10,
  })
  const running = sender.run(controller.signal)
  await bench.draw(chainId)
  const origin = await bench.head()
  await bench.anvil.mine()
  const tip = await readChainTip(bench.source(), chainId)
  const data = encodeAppendSequencerBatch({
    chainId,
    prevBatchHash: initialBatchHash(chainId),
    blockCount: 1,
    queueEnd: tip.queueStart,
    originNumber: origin.number,
    originHash: origin.hash,
    feeScalar: tip.feeScalar,
    producer: asAddress('0x4200000000000000000000000000000000000011'),
    producerSignature: new Uint8Array(0),
    payload: new Uint8Array(1000).fill(7),
  })
  const to = bench.contracts.canonicalTransactionChain
  const outcome = await sender.send({ id: 'late', to, data, gasLimit: 400_000n })
  expect(outcome).toMatchObject({
    status: 'reverted',
    error: {
      contract: 'CanonicalTransactionChain',
      errorName: 'PrevBatchHashMismatch',
      args: { given: initialBatchHash(chainId), tip: tip.batchHash },
    },
  })
  controller.abort()
  await running
})

test('encodes any function of a contract', () => {
  expect(encodeContractCall('MetisToken', 'balanceOf', [bench.operator])).toMatch(/^0x70a08231/)
})
