import { type Address, asAddress } from '@mvm/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ContractRevertError,
  callContracts,
  contractInterface,
  decodeRangerLog,
  encodeApprove,
  encodeContractCall,
  encodeJoinRangers,
  encodeLeaveRangers,
  encodeUnlockRangerBond,
  readDraw,
  readDrawEpoch,
  readDuties,
  readRangerStanding,
  readRangers,
  readRangerTerms,
} from '../../src/index.ts'
import { MT, RollupBench } from '../rollup/RollupBench.ts'

let bench: RollupBench
let chainId: number

beforeAll(async () => {
  bench = await RollupBench.start()
  chainId = await bench.createDac('watched')
})
afterAll(() => bench.stop())

/** An account that anvil sends for, with the bond and approved. */
async function candidate(index: number): Promise<Address> {
  const account = asAddress(`0x${(0xfeed0000 + index).toString(16).padStart(40, '0')}`)
  await bench.anvil.rpc('anvil_setBalance', [account, `0x${(10n ** 20n).toString(16)}`])
  await bench.anvil.rpc('anvil_impersonateAccount', [account])
  const { metisToken, rangerPool } = bench.contracts
  await bench.send(metisToken, encodeContractCall('MetisToken', 'transfer', [account, 10n * MT]))
  await bench.send(metisToken, encodeApprove({ spender: rangerPool, amount: 10n * MT }), account)
  return account
}

async function mineTo(l1BlockNumber: number): Promise<void> {
  const { number } = await bench.head()
  if (l1BlockNumber > number) await bench.anvil.mine(l1BlockNumber - number)
}

test('reads what the deployment fixed', async () => {
  const terms = await readRangerTerms(bench.source())
  expect(terms).toMatchObject({
    bond: 10n * MT,
    segmentLength: 16,
    checkersFloor: 2,
    checkersCap: 2,
    unlockDelaySeconds: 30,
  })
  expect(terms.rangersChainId).toBeGreaterThanOrEqual(2 ** 32)
})

test('joining and leaving are told, and enqueued on MVM_RANGERS for its member list', async () => {
  const { rangersChainId } = await readRangerTerms(bench.source())
  const account = await candidate(0)
  const joined = await bench.send(bench.contracts.rangerPool, encodeJoinRangers(), account)
  const told = joined.logs.flatMap((log) => decodeRangerLog(bench.contracts, log) ?? [])
  expect(told).toEqual([
    {
      kind: 'joined',
      account,
      bond: 10n * MT,
      queueIndex: 1,
      l1BlockNumber: joined.blockNumber,
    },
  ])
  const standing = await readRangerStanding(bench.source(), account)
  expect(standing).toEqual({ isMember: true, bond: 10n * MT, left: null, memberCount: 1 })

  const gone = await bench.send(bench.contracts.rangerPool, encodeLeaveRangers(), account)
  expect(gone.logs.flatMap((log) => decodeRangerLog(bench.contracts, log) ?? [])).toEqual([
    { kind: 'left', account, queueIndex: 2, l1BlockNumber: gone.blockNumber },
  ])
  expect(await readRangerStanding(bench.source(), account)).toMatchObject({
    isMember: false,
    bond: 10n * MT,
    memberCount: 0,
  })

  const { number, hash } = await bench.head()
  const events = await bench.reader().readRange({ from: 0, to: number, toHash: hash })
  const elements = events.byChainId.get(rangersChainId)?.queueElements.slice(1)
  const permission = { operation: 'allow' as const, bit: 0xfe, addresses: [account] }
  const manager = asAddress(
    `0x${((BigInt(bench.contracts.rangerPool) + 0x1111000000000000000000000000000000001111n) % 2n ** 160n).toString(16).padStart(40, '0')}`,
  )
  expect(elements).toMatchObject([
    { from: manager, sender: manager, mint: 0n, gasLimit: 250_000n, isSystem: false },
    { from: manager, sender: manager, mint: 0n, gasLimit: 250_000n, isSystem: false },
  ])
  expect(elements?.map(({ data }) => Buffer.from(data))).toEqual(
    ['addPermission', 'removeAddresses'].map((method) =>
      Buffer.from(
        contractInterface('MVM_DACMaster')
          .encodeFunctionData(method, [{ ...permission, operation: 0 }])
          .slice(2),
        'hex',
      ),
    ),
  )
})

test('the bond comes back after the delay and the last draw, and not before', async () => {
  const account = await candidate(1)
  const { rangerPool } = bench.contracts
  await bench.send(rangerPool, encodeJoinRangers(), account)
  await bench.send(rangerPool, encodeLeaveRangers(), account)
  const early = await bench
    .send(rangerPool, encodeUnlockRangerBond(), account)
    .catch((error: unknown) => error)
  expect(early).toBeInstanceOf(ContractRevertError)
  expect(early).toMatchObject({ contract: 'RangerPool', errorName: 'BondLocked' })
  await bench.anvil.rpc('evm_increaseTime', [31])
  await bench.anvil.mine(60)
  const receipt = await bench.send(rangerPool, encodeUnlockRangerBond(), account)
  expect(receipt.logs.flatMap((log) => decodeRangerLog(bench.contracts, log) ?? [])).toMatchObject([
    { kind: 'unlocked', account, amount: 10n * MT },
  ])
  expect(await readRangerStanding(bench.source(), account)).toMatchObject({ bond: 0n })
})

test('draws by itself the very duties that the contract draws', async () => {
  const { rangerPool } = bench.contracts
  const members: Address[] = []
  for (let i = 2; i < 9; i++) members.push(await candidate(i))
  for (const member of members) await bench.send(rangerPool, encodeJoinRangers(), member)
  // So that the list is not in the order of joining.
  await bench.send(rangerPool, encodeLeaveRangers(), members[1])

  for (let stateBatchIndex = 1; stateBatchIndex <= 3; stateBatchIndex++) {
    const first = 1 + (stateBatchIndex - 1) * 100
    await bench.append(chainId, new Uint8Array(), 100)
    await bench.appendState(chainId, first, 100)
    const { epoch, l1BlockNumber } = await readDrawEpoch(bench.source(), chainId, stateBatchIndex)
    expect(await readDraw(bench.source(), chainId, stateBatchIndex)).toBeNull()
    expect(await readDuties(bench.source(), chainId, stateBatchIndex)).toBeNull()
    await mineTo(l1BlockNumber)
    const draw = await readDraw(bench.source(), chainId, stateBatchIndex)
    expect(draw).toMatchObject({ epoch, memberCount: 6, checkers: 2, segmentCount: 7 })
    expect(await readRangers(bench.source(), draw?.frozenAtBlock ?? 0)).toEqual(
      [0, 6, 2, 3, 4, 5].map((i) => members[i]),
    )
    const [ofContract] = await callContracts(bench.source(), [
      { contract: 'RangerPool', method: 'duties', args: [chainId, stateBatchIndex] },
    ])
    const expected = Array.from(ofContract?.[0] as string[][], (segment) =>
      Array.from(segment, asAddress),
    )
    expect(await readDuties(bench.source(), chainId, stateBatchIndex)).toEqual(expected)
  }
})

test('block 0 and state batches that are not there have no duties', async () => {
  await expect(readDuties(bench.source(), chainId, 0)).rejects.toMatchObject({
    errorName: 'NothingToCheck',
  })
  await expect(readDuties(bench.source(), chainId, 99)).rejects.toMatchObject({
    errorName: 'UnknownStateBatch',
  })
})
