import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contractInterface } from '@mvm/l1'
import { Contract, HDNodeWallet, JsonRpcProvider, Mnemonic, zeroPadValue } from 'ethers'
import { afterAll, expect, test } from 'vitest'
import { devnetCli } from './support/devnetCli.ts'
import { startDevnet } from './support/startDevnet.ts'

/** Nobody has it. */
const SOMEBODY = `0x${'ab'.repeat(20)}`
const NOWHERE = 'http://127.0.0.1:9'
const MT = 10n ** 18n

/** Of its own: its sequencer is killed. */
const devnet = await startDevnet()
afterAll(() => devnet.stop())
const { account, data, failure, folder, lower } = devnetCli(devnet)

test('tx force --wait gets a transaction in with L1 alone, and a follower has it', async () => {
  const pidOf = (role: string) => devnet.nodes.find((node) => node.role === role)
  process.kill(pidOf('sequencer')?.pid as number, 'SIGKILL')
  const withoutNode = ['--rpc-url', NOWHERE, '--private-key', account(8).privateKey]
  writeFileSync(join(folder, 'devnet.json'), devnet.line)
  const forced = await data(
    ...['tx', 'force', '--dac', 'demo', '--to', SOMEBODY, '--value', '3mt', '--wait'],
    ...[...withoutNode, '--l1-contracts', 'devnet.json'],
  )
  expect(forced).toMatchObject({
    isIncluded: true,
    isSuccess: null,
    batch: { isForced: true, appendedBy: lower(8) },
  })
  const follower = pidOf('follower')?.rpcUrl as string
  const status = ['tx', 'status', forced.transactionHash, '--dac', 'demo', '--until', 'safe']
  expect(await data(...status, '--rpc-url', follower)).toMatchObject({
    isSuccess: true,
    blockNumber: forced.blockNumber,
  })
  // The contracts are found without being named, too, since this L1 is one for development.
  const verify = ['batch', 'verify', 'all', '--dac', 'demo', '--l1-only']
  const verified = await data(...verify, '--rpc-url', NOWHERE)
  expect(verified.lastBlock).toBe(forced.blockNumber)
})

test('a deposit that nobody is bonded for is parked, and its owner takes it back', async () => {
  const signing = ['--private-key', account(4).privateKey]
  const charter = `slug: lonely\nprofile: dev\nmanagement_contract: "${account(0).address}"\n`
  writeFileSync(join(folder, 'lonely.yaml'), charter)
  await data('dac', 'create', '--charter', 'lonely.yaml', '--rpc-url', NOWHERE)
  const words = ['bridge', 'deposit', '--dac', 'lonely', '--amount', '1mt', ...signing]
  const { depositId, status } = await data(...words)
  expect(status).toBe('parked')
  const release = await failure(5, 'bridge', 'release', String(depositId), ...signing)
  expect(release.message).toContain('EscrowNotAdmitted')
  expect(await data('bridge', 'refund', String(depositId), ...signing)).toMatchObject({
    status: 'refunded',
    amount: String(MT),
  })
  const again = await failure(6, 'bridge', 'refund', String(depositId), ...signing)
  expect(again.code).toBe('DEPOSIT_NOT_PARKED')
})

test('batch verify and ranger verify end with 8 when a wrong output root is asserted on L1', async () => {
  const provider = new JsonRpcProvider(devnet.l1.rpcUrl, undefined, { pollingInterval: 100 })
  let wrongBlock: number
  try {
    // The sequencer's own key: it is dead and somebody misuses its place in the pool.
    const mnemonic = Mnemonic.fromPhrase(
      'test test test test test test test test test test test junk',
    )
    const sequencer = HDNodeWallet.fromMnemonic(mnemonic, "m/44'/60'/0'/0/11").connect(provider)
    const contract = (
      name: 'StateCommitmentChain' | 'CanonicalTransactionChain' | 'EpochSeeds' | 'SequencerPool',
      key: string,
    ) => new Contract(devnet.l1.contracts[key] as string, contractInterface(name), sequencer)
    const states = contract('StateCommitmentChain', 'stateCommitmentChain')
    const batches = contract('CanonicalTransactionChain', 'canonicalTransactionChain')
    const chainId = devnet.dacs[0]?.chainId
    const { nextBlock } = await states.getFunction('stateTip')(chainId)
    wrongBlock = Number(nextBlock)
    const tip = await batches.getFunction('chainTip')(chainId)
    const { batchHash } = tip
    const seeds = contract('EpochSeeds', 'epochSeeds')
    let epoch: bigint
    do {
      epoch = await seeds.getFunction('currentEpoch')()
      // Not so late in an epoch that the assertion falls into the next.
    } while ((await seeds.getFunction('epochAt')((await provider.getBlockNumber()) + 5)) !== epoch)
    const drawn = await contract('SequencerPool', 'sequencerPool').getFunction('draw')(
      chainId,
      epoch,
    )
    await drawn.wait()
    // As far as that batch reaches: the sequencer may have died before it asserted an earlier one.
    const count = Number(tip.nextBlock - nextBlock)
    const wrong = Array.from({ length: count }, () => zeroPadValue('0x01', 32))
    const sent = await states.getFunction('appendStateBatch')(chainId, nextBlock, wrong, batchHash)
    await sent.wait()
  } finally {
    provider.destroy()
  }
  const error = await failure(8, 'batch', 'verify', 'all', '--dac', 'demo', '--l1-only')
  expect(error.code).toBe('VERIFICATION_MISMATCH')
  expect(error.details.mismatches).toEqual([
    expect.objectContaining({ kind: 'state batch', asserter: expect.stringMatching(/^0x/) }),
  ])
  const follower = devnet.nodes.find(({ role }) => role === 'follower')?.rpcUrl as string
  const found = await failure(
    8,
    ...['ranger', 'verify', '--dac', 'demo', '--rpc-url', follower, '--blocks'],
    String(wrongBlock),
  )
  expect(found.details.mismatches).toEqual([
    expect.objectContaining({ kind: 'output root', blockNumber: wrongBlock, fields: null }),
  ])
})

test('provider register bonds an account, status shows it, leave ends it and keeps the bond for a while', async () => {
  const signing = ['--private-key', account(8).privateKey]
  const about = ['--address', account(8).address]
  const before = await data('provider', 'status', ...about)
  expect(before).toMatchObject({ isSignedUp: false, bond: '0', assignments: [] })
  const call = await data('provider', 'register', '--calldata')
  expect(call.to).toBe(devnet.l1.contracts.sequencerPool?.toLowerCase())
  const registered = await data('provider', 'register', ...signing)
  expect(registered).toMatchObject({ account: lower(8), bond: expect.stringMatching(/^[1-9]/) })
  expect(registered.firstEpoch).toBeGreaterThanOrEqual(before.currentEpoch + 2)
  const again = await failure(6, 'provider', 'register', ...signing)
  expect(again.code).toBe('PRODUCER_MEMBERSHIP')
  expect(await data('provider', 'status', ...about)).toMatchObject({
    ...{ isSignedUp: true, bond: registered.bond, left: null, unlocksAt: null },
  })
  const early = await failure(6, 'provider', 'withdraw', ...signing)
  expect(early.code).toBe('PRODUCER_MEMBERSHIP')

  await data('provider', 'leave', ...signing)
  const after = await data('provider', 'status', ...about)
  expect(after).toMatchObject({ isSignedUp: false, bond: registered.bond })
  expect(after.unlocksAt).toBeGreaterThan(after.left.timestamp)
  const locked = await failure(6, 'provider', 'withdraw', ...signing)
  expect(locked.code).toBe('BOND_LOCKED')
  expect((await failure(6, 'provider', 'leave', ...signing)).code).toBe('PRODUCER_MEMBERSHIP')
})
