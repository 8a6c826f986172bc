import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, L1Client, readEscrow, readMTBalance } from '@mvm/l1'
import { asAddress, type L1Contracts, parseL1Contracts, predeploys } from '@mvm/protocol'
import { HDNodeWallet, Mnemonic } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NodeClient } from '../src/node/NodeClient.ts'
import { readJson } from './support/readJson.ts'
import { runMvm } from './support/runMvm.ts'
import { startDevnet, type TestDevnet } from './support/startDevnet.ts'

const MT = 10n ** 18n
/** On L2 nobody has anything before. */
const WHALE_ON_L2 = asAddress(`0x${'3b'.repeat(20)}`)
/** The devnet's sequencer bonds 2,000 MT, which is for 200,000 MT; 100,000 MT are there. */
const DEPOSIT = 250_000n * MT

let devnet: TestDevnet
let folder: string
let contracts: L1Contracts
let source: ContractSource
let node: NodeClient
let chainId: number
/** Has what the devnet's deployment made of MT and gave to nobody. */
let whale: HDNodeWallet

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mvm-cli-'))
  devnet = await startDevnet()
  const [dac] = devnet.dacs
  chainId = dac?.chainId as number
  node = new NodeClient(dac?.rpcUrl as string)
  contracts = parseL1Contracts(devnet.l1.contracts)
  source = { client: new L1Client({ urls: [devnet.l1.rpcUrl] }), contracts }
  const mnemonic = Mnemonic.fromPhrase(
    'test test test test test test test test test test test junk',
  )
  whale = HDNodeWallet.fromMnemonic(mnemonic, "m/44'/60'/0'/0/10")
}, 120_000)

afterAll(async () => {
  await devnet?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function run(privateKey: string, ...words: string[]) {
  const environment = {
    MVM_L1_URL: devnet.l1.rpcUrl,
    MVM_RPC_URL: devnet.dacs[0]?.rpcUrl.replace('/demo', '') ?? '',
    MVM_PRIVATE_KEY: privateKey,
  }
  const outcome = await runMvm([...words, '--json'], { folder, environment })
  return { code: outcome.code, ...readJson(outcome) }
}

async function mvm(privateKey: string, ...words: string[]) {
  const { code, data, error } = await run(privateKey, ...words)
  expect(code, JSON.stringify(error)).toBe(0)
  return data
}

async function balanceOnL2(address: string): Promise<bigint> {
  const answer = await node.request(
    'eth_getBalance',
    [address, 'latest'],
    AbortSignal.timeout(9_000),
  )
  return BigInt(answer as string)
}

/** All MT of the DAC: nobody but these has any, since nothing was sent to anybody else. */
async function supplyOnL2(): Promise<bigint> {
  const holders = [
    ...devnet.accounts.map(({ address }) => address),
    WHALE_ON_L2,
    predeploys.feeVault,
  ]
  const balances = await Promise.all(holders.map(balanceOnL2))
  return balances.reduce((sum, balance) => sum + balance, 0n)
}

async function expectBalanced(escrow: bigint): Promise<void> {
  expect(await readEscrow(source, chainId)).toBe(escrow)
  expect(await supplyOnL2()).toBe(escrow)
}

/** Waits for the recipient to have so much, wei, or more. */
async function untilOnL2(amount: bigint): Promise<void> {
  const deadline = Date.now() + 60_000
  while ((await balanceOnL2(WHALE_ON_L2)) < amount) {
    if (Date.now() > deadline) throw new Error('the deposit does not come')
    await delay(100)
  }
}

test('a deposit above all bonds is parked and refundable, and one is credited once somebody is bonded for it', async () => {
  const [demo] = devnet.dacs
  const key = whale.privateKey
  const stranger = devnet.accounts[5]?.privateKey as string
  const deposit = ['bridge', 'deposit', '--dac', 'demo', '--amount', String(DEPOSIT)]
  const into = [...deposit, '--to', WHALE_ON_L2]
  const owner = asAddress(whale.address)
  const escrowBefore = await readEscrow(source, chainId)
  const balanceBefore = await readMTBalance(source, owner)
  await expectBalanced(escrowBefore)

  // Parked: neither in the escrow nor on L2, whatever else goes on there.
  const first = await mvm(key, ...into)
  expect(first).toMatchObject({ status: 'parked', amount: String(DEPOSIT) })
  expect(await mvm(key, 'bridge', 'parked', String(first.depositId))).toMatchObject({
    ...{ status: 'parked', isReleasable: false, owner, to: WHALE_ON_L2, chainId: demo?.chainId },
  })
  const early = await run(stranger, 'bridge', 'release', String(first.depositId))
  expect(early.code).toBe(5)
  expect(early.error.message).toContain('EscrowNotAdmitted')
  expect(await readMTBalance(source, owner)).toBe(balanceBefore - DEPOSIT)
  await expectBalanced(escrowBefore)

  // Only its owner takes it back, and only once.
  const refund = ['bridge', 'refund', String(first.depositId)]
  expect((await run(stranger, ...refund)).code).toBe(5)
  expect(await mvm(key, ...refund)).toMatchObject({ status: 'refunded', amount: String(DEPOSIT) })
  expect(await readMTBalance(source, owner)).toBe(balanceBefore)
  expect((await run(key, ...refund)).error.code).toBe('DEPOSIT_NOT_PARKED')
  await expectBalanced(escrowBefore)

  // Two more, and somebody who stakes for one of them.
  const second = await mvm(key, ...into)
  const third = await mvm(key, ...into)
  expect([second.status, third.status]).toEqual(['parked', 'parked'])
  await mvm(key, 'sequencer', 'stake', '--amount', '3500mt')
  const allocation = ['sequencer', 'allocate', '--dac', 'demo', '--amount', '3500mt']
  expect(await mvm(key, ...allocation, '--release', String(second.depositId))).toMatchObject({
    released: [second.depositId],
  })
  expect(await mvm(key, 'bridge', 'parked', String(second.depositId))).toMatchObject({
    status: 'released',
  })
  await untilOnL2(DEPOSIT)
  expect(await balanceOnL2(WHALE_ON_L2)).toBe(DEPOSIT)
  await expectBalanced(escrowBefore + DEPOSIT)

  // The other one waits on: both together are too much.
  expect(await mvm(key, 'bridge', 'parked', String(third.depositId))).toMatchObject({
    ...{ status: 'parked', isReleasable: false },
  })
  const twice = await run(stranger, 'bridge', 'release', String(second.depositId))
  expect(twice.error.code).toBe('DEPOSIT_NOT_PARKED')

  // With still more stake anybody may send it on.
  await mvm(key, 'sequencer', 'stake', '--amount', '3000mt')
  await mvm(key, 'sequencer', 'allocate', '--dac', 'demo', '--amount', '6500mt')
  const released = await mvm(stranger, 'bridge', 'release', String(third.depositId))
  expect(released).toMatchObject({ status: 'released' })
  await untilOnL2(2n * DEPOSIT)
  expect(await balanceOnL2(WHALE_ON_L2)).toBe(2n * DEPOSIT)
  await expectBalanced(escrowBefore + 2n * DEPOSIT)
}, 240_000)
