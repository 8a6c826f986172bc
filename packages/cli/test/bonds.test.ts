import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callContracts, deployContracts, L1Client, readEndpoint, readMTBalance } from '@mvm/l1'
import { addressOfPrivateKey, devParameters, type Hex, type L1Contracts } from '@mvm/protocol'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readJson } from './support/readJson.ts'
import { runMvm } from './support/runMvm.ts'
import { startAnvil } from './support/startAnvil.ts'

// Many processes one after the other: slow where others want the same processor.
vi.setConfig({ testTimeout: 240_000 })

/** Account 0 of anvil: it deploys, and so has all MT. */
const KEY: Hex = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
const account = addressOfPrivateKey(KEY)
const MT = 10n ** 18n
/** Two epochs of L1 blocks, and more seconds than a bond stays locked. */
const LATER = { blocks: 2 * devParameters.epochLength, seconds: 3 }
/** That of the rangers: it is there from the beginning. */
const DAC = ['--dac', 'mvm-rangers']

let folder: string
let contracts: L1Contracts
let client: L1Client
let anvil: Awaited<ReturnType<typeof startAnvil>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mvm-cli-'))
  anvil = await startAnvil(31_337)
  client = new L1Client({ urls: [anvil.url] })
  contracts = await deployContracts({ client, deployerKey: KEY, parameters: devParameters })
  writeFileSync(join(folder, 'contracts.json'), JSON.stringify(contracts))
  writeFileSync(
    join(folder, 'mvm.toml'),
    `l1_url = "${anvil.url}"\nl1_contracts = "contracts.json"\nrpc_url = "http://127.0.0.1:9"\n`,
  )
})

afterAll(async () => {
  await anvil?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function mvm(...words: string[]) {
  const run = await runMvm([...words, '--json'], { folder, environment: {} })
  return { code: run.code, ...readJson(run) }
}

/** `data` of a command that must succeed. */
async function data(...words: string[]) {
  const { code, data: found, error } = await mvm(...words)
  expect(code, `${words.join(' ')}: ${JSON.stringify(error)}`).toBe(0)
  return found
}

/** `error` of a command that must not even begin. */
async function unmet(...words: string[]) {
  const { code, error } = await mvm(...words)
  expect(code, words.join(' ')).toBe(6)
  return error
}

const later = () => mine(LATER.blocks, LATER.seconds)

/** Blocks on end, so many seconds apart. */
async function mine(blocks: number, seconds: number): Promise<void> {
  const params = [blocks, seconds].map((number) => `0x${number.toString(16)}`)
  await fetch(anvil.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'anvil_mine', params }),
  })
}

/** Mines up to the last block of an epoch: a transaction that comes now is executed in the next one. */
async function lastBlockOfEpoch(): Promise<void> {
  for (;;) {
    const head = await client.block('latest')
    const epochs = await callContracts({ client, contracts }, [
      { contract: 'EpochSeeds', method: 'epochAt', args: [head?.number ?? 0] },
      { contract: 'EpochSeeds', method: 'epochAt', args: [(head?.number ?? 0) + 1] },
    ])
    if (epochs[0]?.[0] !== epochs[1]?.[0]) return
    await mine(1, 1)
  }
}

const mt = () => readMTBalance({ client, contracts }, account)

test('a bond is released once nothing counts on it, and then its stake can be taken out', async () => {
  const before = await mt()
  const unstake = ['sequencer', 'unstake', '--amount']
  const release = ['sequencer', 'release', ...DAC]
  await data('sequencer', 'stake', '--amount', '100mt')
  await data('sequencer', 'allocate', ...DAC, '--amount', '60mt')
  expect((await unmet(...unstake, '50mt')).code).toBe('STAKE_IN_USE')
  expect((await unmet(...unstake, '50mt', '--dry-run')).code).toBe('STAKE_IN_USE')
  expect((await unmet(...release)).code).toBe('NOTHING_LOCKED')

  await data('sequencer', 'allocate', ...DAC, '--amount', '20mt')
  const locked = await unmet(...release)
  expect(locked).toMatchObject({
    code: 'BOND_LOCKED',
    details: { amount: String(40n * MT), isSettled: true, unlocksAt: expect.any(Number) },
  })
  expect(locked.details.freeFromEpoch).toBe(locked.details.currentEpoch + 2)
  expect(locked.message).toContain('unlocks at')
  await later()
  expect(await data(...release, '--calldata')).toMatchObject({ to: contracts.sequencerPool })
  expect(await data(...release, '--dry-run')).toMatchObject({ isDryRun: true, from: account })
  expect(await data(...release)).toMatchObject({ account, amount: String(40n * MT) })
  expect((await unmet(...release)).code).toBe('NOTHING_LOCKED')

  expect(await data(...unstake, '80mt', '--dry-run')).toMatchObject({ isDryRun: true })
  expect(await data(...unstake, '80mt')).toMatchObject({ stake: String(20n * MT) })
  expect(await mt()).toBe(before - 20n * MT)
  await data('sequencer', 'allocate', ...DAC, '--amount', '0')
  await later()
  await data(...release)
  // The entry stake is 10 MT.
  expect((await unmet(...unstake, '15mt')).code).toBe('STAKE_BELOW_ENTRY')
  expect(await data(...unstake, '20mt')).toMatchObject({ stake: '0' })
  expect(await mt()).toBe(before)
})

test('an allocation that is estimated in one epoch and executed in the next has gas enough', async () => {
  await data('sequencer', 'stake', '--amount', '30mt')
  const allocate = ['sequencer', 'allocate', ...DAC, '--amount']
  await data(...allocate, '20mt')
  // In the epoch of the one before, it changes a checkpoint; in the next, it begins one.
  await lastBlockOfEpoch()
  await data(...allocate, '25mt')
})

test('an endpoint is set and taken back, and has to be one', async () => {
  const set = ['sequencer', 'set-endpoint']
  const url = 'wss://sequencer.example:9545'
  expect(await data(...set, url, '--dry-run')).toMatchObject({ isDryRun: true })
  expect(await readEndpoint({ client, contracts }, account)).toBeNull()
  expect(await data(...set, url)).toMatchObject({ account, endpoint: url })
  expect(await readEndpoint({ client, contracts }, account)).toBe(url)
  expect(await data(...set, 'none')).toMatchObject({ endpoint: null })
  expect(await readEndpoint({ client, contracts }, account)).toBeNull()
  const wrong = await Promise.all([
    mvm(...set, 'https://sequencer.example'),
    mvm(...set, `wss://${'a'.repeat(260)}.example`),
  ])
  for (const { code, error } of wrong) expect([code, error.code]).toEqual([2, 'USAGE'])
})

test('a ranger that has left takes its bond back, not before it is free', async () => {
  const before = await mt()
  const unlock = ['ranger', 'unlock']
  expect((await unmet(...unlock)).code).toBe('NOTHING_LOCKED')
  const { bond } = await data('ranger', 'join')
  expect((await unmet(...unlock)).code).toBe('RANGER_MEMBERSHIP')
  await data('ranger', 'leave')
  expect(await unmet(...unlock)).toMatchObject({
    code: 'BOND_LOCKED',
    details: { amount: bond, unlocksAt: expect.any(Number) },
  })
  await later()
  expect(await data(...unlock, '--calldata')).toMatchObject({ to: contracts.rangerPool })
  expect(await data(...unlock, '--dry-run')).toMatchObject({ isDryRun: true, from: account })
  expect(await data(...unlock)).toMatchObject({ account, amount: bond })
  expect(await mt()).toBe(before)
  expect((await unmet(...unlock)).code).toBe('NOTHING_LOCKED')
})
