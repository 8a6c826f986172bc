import { expect, test } from 'vitest'
import { devnetCli } from '../../support/devnetCli.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

const NOWHERE = 'http://127.0.0.1:9'

const devnet = await sharedDevnet()
const { account, data, failure, lower, mvm } = devnetCli(devnet)

test('ranger join bonds, duties and status show it, leave ends it', async () => {
  const signing = ['--private-key', account(2).privateKey]
  expect(await data('ranger', 'join', '--dry-run', ...signing)).toMatchObject({ isDryRun: true })
  const joined = await data('ranger', 'join', ...signing)
  expect(joined).toMatchObject({ account: lower(2), rangersChainId: expect.any(Number) })
  expect((await failure(6, 'ranger', 'join', ...signing)).code).toBe('RANGER_MEMBERSHIP')
  expect(await data('ranger', 'status', '--address', account(2).address)).toMatchObject({
    ...{ isMember: true, bond: joined.bond, left: null, unlocksAt: null },
  })
  const { duties, undrawnStateBatches } = await data(
    ...['ranger', 'duties', '--dac', 'demo', '--address', account(8).address],
  )
  expect(duties).toEqual([])
  expect(undrawnStateBatches).toEqual(expect.any(Array))
  expect(await data('ranger', 'leave', ...signing)).toMatchObject({ bond: joined.bond })
  expect((await failure(6, 'ranger', 'leave', ...signing)).code).toBe('RANGER_MEMBERSHIP')
  const { isMember, unlocksAt } = await data('ranger', 'status', ...signing)
  expect({ isMember, unlocksAt }).toEqual({ isMember: false, unlocksAt: expect.any(Number) })
})

test('ranger status and duties ask the process of a ranger for its work', async () => {
  const ranger = devnet.nodes.find(({ role }) => role === 'ranger')
  const url = ['--ranger-url', ranger?.rpcUrl ?? '']
  const { account: own, isMember, process } = await data('ranger', 'status', ...url)
  expect(own).toBe(ranger?.address?.toLowerCase())
  expect(isMember).toBe(true)
  expect(process).toMatchObject({
    ...{ alarms: 0, disputes: [], lagSeconds: expect.any(Number) },
    checkedBlocks: expect.any(Number),
  })
  expect(process.l1BlockNumber).toBeGreaterThan(0)
  const told = await mvm('ranger', 'status', ...url)
  expect(told.stdout).toMatch(/checked since its start +\d+ segments, \d+ blocks/)
  const wrong = [...url, '--address', account(8).address]
  expect((await failure(2, 'ranger', 'status', ...wrong)).message).toContain(own)

  const duties = await data('ranger', 'duties', '--dac', 'demo', ...url)
  expect(duties).toMatchObject({ account: own, pending: expect.any(Array) })
  const dead = ['--ranger-url', 'http://127.0.0.1:1']
  expect((await failure(4, 'ranger', 'status', ...dead)).code).toBe('NODE_UNREACHABLE')
})

test('ranger verify executes what is asserted on the witness of a node', async () => {
  const verify = ['ranger', 'verify', '--dac', 'demo']
  expect(await data(...verify, '--blocks', '1-2')).toMatchObject({ firstBlock: 1, blockCount: 2 })
  const batch = await data(...verify, '--batch', '1')
  expect(batch.blockCount).toBe(batch.lastBlock - batch.firstBlock + 1)
  const [stateBatch] = batch.stateBatches
  const segment = await data(...verify, '--segment', `${stateBatch}/0`)
  expect(segment).toMatchObject({ segmentCount: 1, stateBatches: [stateBatch] })
  expect((await failure(6, ...verify, '--blocks', '99999')).code).toBe('BLOCKS_NOT_ASSERTED')
  expect((await failure(2, ...verify)).remedy).toContain('--segment')
  expect((await failure(2, ...verify, '--blocks', '9-3')).code).toBe('USAGE')
  expect((await failure(4, ...verify, '--blocks', '1', '--rpc-url', NOWHERE)).code).toBe(
    'WITNESS_SERVER',
  )
})
