import {
  asAddress,
  type BlockHash,
  fromHex,
  type Hex,
  type L1BlockHash,
  type SignedBlockSeal,
} from '@mvm/protocol'
import { AbiCoder, Wallet } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type ContractRevertError,
  type EpochClock,
  encodeAllocate,
  encodeDraw,
  encodeLeaveProducers,
  encodeRecordSeed,
  encodeRegisterProducer,
  encodeReleaseBond,
  encodeSetEndpoint,
  encodeSlashEquivocation,
  encodeWithdrawProducerBond,
  epochAt,
  readEligible,
  readEndpoint,
  readEpochClock,
  readMembers,
  readSeedKnown,
  readSelection,
  readSequencerStanding,
  readTouchedMembers,
  startOfEpoch,
} from '../../src/index.ts'
import { anvilAccounts } from '../anvil.ts'
import { MT, RollupBench } from '../rollup/RollupBench.ts'

let bench: RollupBench
let clock: EpochClock
let chainId: number

beforeAll(async () => {
  bench = await RollupBench.start()
  chainId = await bench.createDac('pool')
  clock = await readEpochClock(bench.source())
})
afterAll(() => bench.stop())

async function mineTo(l1BlockNumber: number): Promise<void> {
  await bench.anvil.mine(l1BlockNumber - (await bench.head()).number)
}

async function nextEpoch(): Promise<number> {
  return epochAt(clock, (await bench.head()).number) + 1
}

test('the clock is that of the contracts', async () => {
  expect(clock).toMatchObject({ epochLength: 20, seedDepth: 4, takeoverBlocks: 5 })
  const { currentEpoch } = await readSequencerStanding(bench.source(), chainId, bench.operator)
  const { number } = await bench.head()
  expect(epochAt(clock, number)).toBe(currentEpoch)
  expect(startOfEpoch(clock, currentEpoch)).toBeLessThanOrEqual(number)
  expect(startOfEpoch(clock, currentEpoch + 1)).toBeGreaterThan(number)
  expect(epochAt(clock, 0)).toBe(0)
})

test('an epoch is drawn from the seed that the header of its L1 block proves', async () => {
  const { sequencerPool, epochSeeds } = bench.contracts
  await bench.send(sequencerPool, encodeRegisterProducer())
  await mineTo(startOfEpoch(clock, (await nextEpoch()) + 1))
  const epoch = await nextEpoch()
  expect(await readEligible(bench.source(), chainId, epoch)).toEqual({
    threshold: 10n * MT,
    members: [{ account: bench.operator, weight: 20n * MT }],
  })
  expect(await readSeedKnown(bench.source(), epoch)).toBe(false)
  expect(await readSelection(bench.source(), chainId, epoch)).toEqual({
    isDrawn: false,
    leader: null,
    backups: [],
    producer: null,
    lastBatchAt: 0,
  })

  const sourceNumber = startOfEpoch(clock, epoch) - clock.seedDepth
  await mineTo(sourceNumber)
  const headerRlp = await bench.client.headerRlp(sourceNumber)
  if (headerRlp === null) throw new Error('no header')
  await bench.send(epochSeeds, encodeRecordSeed({ epoch, headerRlp }))
  expect(await readSeedKnown(bench.source(), epoch)).toBe(true)
  await bench.send(sequencerPool, encodeDraw({ chainId, epoch }))
  expect(await readSelection(bench.source(), chainId, epoch)).toEqual({
    isDrawn: true,
    leader: bench.operator,
    backups: [],
    producer: bench.operator,
    lastBatchAt: 0,
  })
  await mineTo(startOfEpoch(clock, epoch))
  await bench.append(chainId, fromHex('0x01'))
  const { lastBatchAt } = await readSelection(bench.source(), chainId, epoch)
  expect(lastBatchAt).toBe((await bench.head()).number)
})

test('the header of a block that is not there is null', async () => {
  expect(await bench.client.headerRlp(1_000_000)).toBeNull()
})

test('reads where a member is reached', async () => {
  expect(await readEndpoint(bench.source(), bench.operator)).toBeNull()
  await bench.send(bench.contracts.sequencerPool, encodeSetEndpoint('http://127.0.0.1:1'))
  expect(await readEndpoint(bench.source(), bench.operator)).toBe('http://127.0.0.1:1')
})

test('a lowered allocation stays reserved until it is released', async () => {
  const { sequencerPool } = bench.contracts
  await bench.send(sequencerPool, encodeAllocate({ chainId, amount: 15n * MT }))
  const standing = await readSequencerStanding(bench.source(), chainId, bench.operator)
  expect(standing).toMatchObject({ allocated: 15n * MT, bond: 20n * MT, isListed: true })
  const refused = await bench
    .send(sequencerPool, encodeReleaseBond(chainId))
    .catch((error) => error)
  expect((refused as ContractRevertError).errorName).toBe('BondCounts')
  await mineTo(startOfEpoch(clock, (await nextEpoch()) + 1))
  await bench.anvil.rpc('evm_increaseTime', [60])
  await bench.send(sequencerPool, encodeReleaseBond(chainId))
  const released = await readSequencerStanding(bench.source(), chainId, bench.operator)
  expect(released).toMatchObject({ allocated: 15n * MT, bond: 15n * MT })
})

test('a producer leaves and gets its bond back', async () => {
  const { sequencerPool } = bench.contracts
  await bench.send(sequencerPool, encodeLeaveProducers())
  await mineTo(startOfEpoch(clock, (await nextEpoch()) + 1))
  await bench.anvil.rpc('evm_increaseTime', [60])
  await bench.send(sequencerPool, encodeWithdrawProducerBond())
})

test('two seals on one parent cost the bond', async () => {
  const { sequencerPool } = bench.contracts
  const wallet = new Wallet(anvilAccounts[0]?.privateKey ?? '')
  const origin = await bench.head()
  await bench.anvil.mine()
  const seal = async (blockHash: string): Promise<SignedBlockSeal> => {
    const value = {
      chainId,
      epoch: 3,
      number: 7,
      parentHash: `0x${'01'.repeat(32)}` as BlockHash,
      blockHash: blockHash as BlockHash,
      originNumber: origin.number,
      originHash: origin.hash as L1BlockHash,
    }
    const domain = { name: 'MVM', version: '1', chainId: 31337, verifyingContract: sequencerPool }
    const signature = await wallet.signTypedData(domain, { BlockSeal: SEAL_FIELDS }, value)
    return { ...value, signature: fromHex(signature as `0x${string}`) }
  }
  const [first, second] = [await seal(`0x${'0a'.repeat(32)}`), await seal(`0x${'0b'.repeat(32)}`)]
  await bench.send(sequencerPool, encodeSlashEquivocation(first, second), bench.user)
  const standing = await readSequencerStanding(bench.source(), chainId, bench.operator)
  expect(standing).toMatchObject({ stake: 985n * MT, allocated: 0n, bond: 0n })
})

const SEAL_FIELDS = [
  { name: 'chainId', type: 'uint256' },
  { name: 'epoch', type: 'uint256' },
  { name: 'number', type: 'uint256' },
  { name: 'parentHash', type: 'bytes32' },
  { name: 'blockHash', type: 'bytes32' },
  { name: 'originNumber', type: 'uint256' },
  { name: 'originHash', type: 'bytes32' },
]

test('an endpoint that is no text is told from one that is, and breaks nothing for others', async () => {
  const { sequencerPool } = bench.contracts
  const bytes = AbiCoder.defaultAbiCoder().encode(['bytes'], ['0xff00fe'])
  const call = encodeSetEndpoint('').slice(0, 10)
  await bench.send(sequencerPool, `${call}${bytes.slice(2)}` as Hex)
  const other = asAddress(`0x${'0e'.repeat(20)}`)
  expect(await readMembers(bench.source(), [bench.operator, other])).toMatchObject([
    { account: bench.operator, endpoint: null },
    { account: other, endpoint: '' },
  ])
  expect(await readEndpoint(bench.source(), bench.operator)).toBeNull()
  const { number } = await bench.head()
  const touched = await readTouchedMembers(bench.source(), { from: number, to: number })
  expect([...touched]).toEqual([bench.operator])
})
