import { expect, test } from 'vitest'
import { NodeClient } from '../../../src/node/NodeClient.ts'
import { devnetCli } from '../../support/devnetCli.ts'
import { readJson } from '../../support/readJson.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

const STAKE = '1000mt'

const devnet = await sharedDevnet()
const { account, data, failure, lower, mvm } = devnetCli(devnet)

test('sequencer register stakes and says where, allocate counts for a DAC, status shows it', async () => {
  const signing = ['--private-key', account(9).privateKey]
  const register = ['sequencer', 'register', '--endpoint', 'ws://127.0.0.1:1', ...signing]
  const call = await data(...register, '--stake', STAKE, '--calldata')
  expect(call.first).toHaveLength(2)
  expect(call.to).toBe(devnet.l1.contracts.sequencerPool?.toLowerCase())
  expect(await data(...register, '--dry-run')).toMatchObject({ isDryRun: true, from: lower(9) })
  expect(await data(...register, '--stake', STAKE)).toMatchObject({
    account: lower(9),
    endpoint: 'ws://127.0.0.1:1',
  })
  const staked = await data('sequencer', 'stake', '--amount', '1mt', ...signing)
  const allocate = ['sequencer', 'allocate', '--dac', 'demo', ...signing, '--amount']
  const excess = await failure(6, ...allocate, String(BigInt(staked.stake) + 1n))
  expect(excess.code).toBe('INSUFFICIENT_FUNDS')
  // Less than the threshold: nobody runs a node for this account.
  const little = readJson(await mvm(...allocate, '1', '--json'))
  expect(little.warnings).toContainEqual(expect.stringContaining('below the threshold'))
  const status = ['sequencer', 'status', '--dac', 'demo', '--address', account(9).address]
  expect(await data(...status)).toMatchObject({
    ...{ endpoint: 'ws://127.0.0.1:1', stake: staked.stake, allocated: '1' },
    ...{ isAboveThreshold: false, mayPost: false },
  })
  const poor = await failure(6, 'sequencer', 'stake', '--amount', '9999999999mt', ...signing)
  expect(poor.code).toBe('INSUFFICIENT_FUNDS')
})

test('sequencer schedule and eligibility show who leads, and out of whom it is drawn', async () => {
  const { epochs, currentEpoch } = await data('sequencer', 'schedule', '--dac', 'demo')
  expect(epochs.at(-1).epoch).toBe(currentEpoch + 1)
  const eligible = await data('sequencer', 'eligibility', '--dac', 'demo', '--epoch', '1000000')
  expect(eligible).toMatchObject({ epoch: 1_000_000, isFinal: false })
  expect(eligible.members).toEqual([expect.objectContaining({ share: 1 })])
  const [{ account: leader }] = eligible.members
  for (const { state, leader: drawn } of epochs) {
    if (state === 'drawn') expect(drawn).toBe(leader)
    else expect(drawn).toBeNull()
  }
  const node = new NodeClient(devnet.dacs[0]?.rpcUrl as string)
  const ask = (method: string, ...parameters: string[]) =>
    node.request(method, parameters, new AbortController().signal)
  expect(await ask('mvm_eligibility', leader, '0xf4240')).toMatchObject({
    ...{ isEligible: true, isFinal: false },
  })
  expect(await ask('mvm_dbt')).toMatchObject({
    threshold: `0x${BigInt(eligible.threshold).toString(16)}`,
  })
  expect(await ask('mvm_sequencerSchedule', '0x1')).toMatchObject({
    epochs: [{ state: expect.stringMatching(/^(unknown|drawn|open)$/) }],
  })
  expect(await ask('mvm_listDisputes')).toEqual([])
})
