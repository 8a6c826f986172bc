import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deployContracts, L1Client } from '@mvm/l1'
import { charterTemplate, type Hex, type L1Contracts, strictParameters } from '@mvm/protocol'
import { encryptKeystoreJson, Wallet } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJson } from './support/readJson.ts'
import { runMvm } from './support/runMvm.ts'
import { startAnvil } from './support/startAnvil.ts'

/** Anything but a development chain's. */
const L1_CHAIN_ID = 424_242
/** Account 0 of anvil: it deploys, and so has all MT. */
const KEY: Hex = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
const PASSWORD = 'correct horse'
const MANAGER = '0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc'

let folder: string
let contracts: L1Contracts
let anvil: Awaited<ReturnType<typeof startAnvil>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mvm-cli-'))
  anvil = await startAnvil(L1_CHAIN_ID)
  const client = new L1Client({ urls: [anvil.url] })
  contracts = await deployContracts({ client, deployerKey: KEY, parameters: strictParameters })

  const keystore = join(folder, '.config', 'mvm', 'keystore')
  mkdirSync(keystore, { recursive: true })
  const wallet = new Wallet(KEY)
  // Weak on purpose, and quick.
  const json = await encryptKeystoreJson(wallet, PASSWORD, { scrypt: { N: 1024 } })
  writeFileSync(join(keystore, 'alice.json'), json)
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`)
  writeFileSync(join(folder, 'wrong'), 'incorrect horse\n')
  writeFileSync(join(folder, 'contracts.json'), JSON.stringify(contracts))
  const charter = charterTemplate('open', {
    ...{ slug: 'acme', profile: 'strict', managementContract: MANAGER },
  })
  writeFileSync(join(folder, 'charter.yaml'), charter)
  writeFileSync(
    join(folder, 'mvm.toml'),
    `l1_url = "${anvil.url}"\nl1_contracts = "contracts.json"\nrpc_url = "http://127.0.0.1:9"\n`,
  )
})

afterAll(async () => {
  await anvil?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const create = ['dac', 'create', '--charter', 'charter.yaml', '--json']
const alice = ['--account', 'alice', '--password-file', 'password']
const mvm = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runMvm(words, { folder, environment })

test('raw keys are refused on a chain that is not one for development, and there is no default key', async () => {
  const runs = await Promise.all([
    mvm([...create, '--private-key', KEY]),
    mvm(create, { MVM_PRIVATE_KEY: KEY }),
    mvm(create),
  ])
  for (const run of runs) {
    expect(run.code).toBe(3)
    expect(readJson(run).error.code).toBe('CONFIGURATION')
    expect(run.stdout + run.stderr).not.toContain(KEY.slice(2))
  }
})

test('a keystore needs its password, and what is sent a confirmation: without a terminal both end with 2', async () => {
  const [locked, wrong, unconfirmed] = await Promise.all([
    mvm([...create, '--account', 'alice', '--yes']),
    mvm([...create, '--account', 'alice', '--password-file', 'wrong', '--yes']),
    mvm([...create, ...alice]),
  ])
  expect(locked.code).toBe(2)
  expect(readJson(locked).error).toMatchObject({
    code: 'NO_TERMINAL',
    remedy: expect.stringContaining('--password-file'),
  })
  expect(wrong.code).toBe(3)
  expect(readJson(wrong).error.message).toContain('the password is wrong')
  expect(unconfirmed.code).toBe(2)
  expect(readJson(unconfirmed).error.remedy).toContain('--yes')
  const listed = readJson(await mvm(['dac', 'list', '--json'])).data
  expect(listed).toHaveLength(1)
})

test('a multisig gets the approval of the burn and the creation as calldata, without any key', async () => {
  const { data } = readJson(await mvm([...create, '--calldata']))
  expect(data.to).toBe(contracts.comCo)
  expect(data.first).toEqual([expect.objectContaining({ to: contracts.metisToken, value: '0' })])
})

test('with a keystore and --yes the burn is approved and the DAC created, though no node answers', async () => {
  const preview = readJson(await mvm([...create, '--account', 'alice', '--dry-run'])).data
  expect(preview).toMatchObject({ burn: '10000000000000000000', chainId: null })
  const run = await mvm([...create, ...alice, '--yes'])
  const { data, warnings } = readJson(run)
  expect(run.stderr).toMatch(/approving the burn[\s\S]*creating "acme"/)
  expect(data).toMatchObject({ slug: 'acme', profile: 'strict', isServed: false })
  expect(warnings).toEqual([expect.stringContaining('on L1 only')])
  const listed = readJson(await mvm(['dac', 'list', '--json'])).data
  expect(listed[1]).toMatchObject({ chainId: data.chainId, slug: 'acme' })
})

test('a contract that reverts is named with its reason and ends with 5', async () => {
  const charter = charterTemplate('open', {
    ...{ slug: 'other', profile: 'dev', managementContract: MANAGER },
  })
  writeFileSync(join(folder, 'dev.yaml'), charter)
  const words = ['dac', 'create', '--charter', 'dev.yaml', ...alice, '--yes', '--json']
  const run = await mvm(words)
  expect(run.code).toBe(5)
  expect(readJson(run).error).toMatchObject({
    code: 'CONTRACT_REVERT',
    message: expect.stringContaining('DevProfileRefused'),
  })
})

test('contracts are found by the address of ComCo alone, and a wrong address ends with 3', async () => {
  const words = ['dac', 'list', '--json', '--l1-contracts']
  const listed = readJson(await mvm([...words, contracts.comCo])).data
  expect(listed[0].slug).toBe('mvm-rangers')
  const wrong = await mvm([...words, MANAGER])
  expect(wrong.code).toBe(3)
  expect(readJson(wrong).error.message).toContain('no contract there')
})

test('without addresses and without a node it says where they could come from, and ends with 6', async () => {
  writeFileSync(
    join(folder, 'mvm.toml'),
    `l1_url = "${anvil.url}"\nrpc_url = "http://127.0.0.1:9"\n`,
  )
  const run = await mvm(['dac', 'list', '--json'])
  expect(run.code).toBe(6)
  expect(readJson(run).error.remedy).toContain('--l1-contracts')
})
