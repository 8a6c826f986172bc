import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contractInterface } from '@mvm/l1'
import { Contract, HDNodeWallet, JsonRpcProvider, Mnemonic, zeroPadValue } from 'ethers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { NodeClient } from '../src/node/NodeClient.ts'
import { lyingProxy } from './support/lyingProxy.ts'
import { readJson } from './support/readJson.ts'
import { type MvmRun, runMvm } from './support/runMvm.ts'
import { startDevnet, type TestDevnet } from './support/startDevnet.ts'

// Many processes one after the other: slow where others want the same processor.
vi.setConfig({ testTimeout: 180_000 })

/** Nobody has it. */
const SOMEBODY = `0x${'ab'.repeat(20)}`
const NOWHERE = 'http://127.0.0.1:9'
const MT = 10n ** 18n
const STAKE = '1000mt'
/** Creation code of a contract that answers 42. */
const CODE = '0x600a600c600039600a6000f3602a60005260206000f3'
/** Creation code that reverts. */
const REVERTING = '0x60006000fd'

let devnet: TestDevnet
let folder: string
let environment: Readonly<Record<string, string>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mvm-cli-'))
  devnet = await startDevnet()
  const [dac] = devnet.dacs
  environment = {
    MVM_L1_URL: devnet.l1.rpcUrl,
    MVM_RPC_URL: dac?.rpcUrl.replace('/demo', '') ?? '',
  }
})

afterAll(async () => {
  await devnet?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const mvm = (...words: string[]): Promise<MvmRun> => runMvm(words, { folder, environment })
const account = (index: number) => devnet.accounts[index] as TestDevnet['accounts'][number]
const lower = (index: number) => account(index).address.toLowerCase()

/** `data` of a command that must succeed. */
async function data(...words: string[]) {
  const run = await mvm(...words, '--json')
  expect(run.code, `${words.join(' ')}: ${run.stdout}${run.stderr}`).toBe(0)
  return readJson(run).data
}

/** `error` of a command that must end with that code. */
async function failure(code: number, ...words: string[]) {
  const run = await mvm(...words, '--json')
  expect(run.code, `${words.join(' ')}: ${run.stdout}${run.stderr}`).toBe(code)
  return readJson(run).error
}

describe('DACs and their charters', () => {
  test('dac list and dac info show what L1 has, dac info --wallet-json what a wallet takes', async () => {
    const [all, info, wallet] = await Promise.all([
      data('dac', 'list'),
      data('dac', 'info', 'demo'),
      mvm('dac', 'info', 'demo', '--wallet-json'),
    ])
    const [demo] = devnet.dacs
    expect(all.map(({ slug }: { slug: string }) => slug)).toEqual(['mvm-rangers', 'demo'])
    expect(all[1]).toMatchObject({ chainId: demo?.chainId, rpcUrl: demo?.rpcUrl })
    expect(info).toMatchObject({ chainId: demo?.chainId, profile: 'dev', creator: lower(0) })
    expect(info.heads.unsafe).toBeGreaterThanOrEqual(1)
    expect(JSON.parse(wallet.stdout)).toEqual({
      chainId: `0x${demo?.chainId.toString(16)}`,
      chainName: 'demo',
      nativeCurrency: { name: 'Metis Token', symbol: 'MT', decimals: 18 },
      rpcUrls: [demo?.rpcUrl],
    })
    expect(await data('dac', 'info', String(demo?.chainId))).toMatchObject({ slug: 'demo' })
    expect((await failure(6, 'dac', 'info', 'nobody')).code).toBe('DAC_UNKNOWN')
  })

  test('charter init, lint, dac create, charter show and check go together', async () => {
    const charter = [
      'slug: acme',
      'profile: dev',
      'vision: A bakery owned by its neighbours.',
      'permissions:',
      `  - { operation: allow, opcode: SUBMIT, addresses: ["${account(1).address}"] }`,
      `  - { operation: allow, opcode: DEPLOY, addresses: ["${account(2).address}"] }`,
      `  - { operation: deny, opcode: SSTORE, addresses: ["${account(3).address}"] }`,
      'taxrates: [{ threshold: "1000", rate: 50 }]',
      `management_contract: "${account(0).address}"`,
    ].join('\n')
    writeFileSync(join(folder, 'acme.yaml'), charter)
    writeFileSync(join(folder, 'broken.yaml'), charter.replace('SUBMIT', 'SUBMITT'))

    const broken = await mvm('dac', 'create', '--charter', 'broken.yaml')
    expect(broken.code).toBe(3)
    expect(broken.stderr).toMatch(/broken\.yaml:5:33: .*did you mean SUBMIT/)

    const create = ['dac', 'create', '--charter', 'acme.yaml']
    const [preview, call] = await Promise.all([
      data(...create, '--dry-run'),
      data(...create, '--calldata'),
    ])
    expect(preview).toMatchObject({ isDryRun: true, slug: 'acme', from: lower(0), burn: '0' })
    expect(preview.call).toEqual(call)
    expect(call).toMatchObject({ to: devnet.l1.contracts.comCo?.toLowerCase(), value: '0' })
    expect((await failure(6, 'dac', 'info', 'acme')).code).toBe('DAC_UNKNOWN')

    const run = await mvm(...create, '--json')
    const created = readJson(run).data
    expect(run.stderr).toContain(`development account 0 (${account(0).address}) signs`)
    expect(created).toMatchObject({
      slug: 'acme',
      chainId: preview.chainId,
      rpcUrl: `${environment.MVM_RPC_URL}/acme`,
      creator: lower(0),
      isServed: true,
    })

    const again = readJson(await mvm(...create, '--json'))
    expect(again.data.chainId).toBe(created.chainId)
    expect(again.warnings[0]).toContain('created before')
    const stranger = ['--private-key', account(4).privateKey]
    expect((await failure(6, ...create, ...stranger)).code).toBe('SLUG_UNAVAILABLE')

    const shown = await mvm('charter', 'show', '--dac', 'acme')
    const checked = await runMvm(['charter', 'lint', '-', '--json'], {
      ...{ folder, environment, stdin: shown.stdout },
    })
    expect(readJson(checked).data).toMatchObject({ slug: 'acme', profile: 'dev' })
    const { permissions, taxrates, version } = await data('charter', 'show', '--dac', 'acme')
    expect({ permissions, taxrates, version }).toEqual({
      permissions: [
        { operation: 'allow', opcode: 'DEPLOY', addresses: [lower(2)] },
        { operation: 'allow', opcode: 'SUBMIT', addresses: [lower(1)] },
        { operation: 'deny', opcode: 'SSTORE', addresses: [lower(3)] },
      ],
      taxrates: [{ threshold: '1000', rate: 50 }],
      version: 1,
    })

    const check = ['charter', 'check', '--dac', 'acme', '--address']
    const [member, outsider, deployer] = await Promise.all([
      data(...check, account(1).address),
      data(...check, account(4).address),
      data(...check, account(2).address, '--opcode', 'DEPLOY'),
    ])
    expect(member).toMatchObject({ allowed: true, opcode: 'SUBMIT', rule: 'allowed' })
    expect(outsider).toMatchObject({ allowed: false, opcode: 'SUBMIT', rule: 'not allowed' })
    expect(deployer).toMatchObject({ allowed: true, opcode: 'CREATE', charterVersion: 1 })
  })

  test('charter diff, propose and history change the charter and say how; tax simulate goes by it', {
    timeout: 360_000,
  }, async () => {
    const source = readFileSync(join(folder, 'acme.yaml'), 'utf8')
    const next = source
      .replace(account(1).address, account(5).address)
      .replace('rate: 50', 'rate: 200')
      .replace('A bakery owned', 'A brewery owned')
    writeFileSync(join(folder, 'next.yaml'), next)
    const dac = ['--dac', 'acme']
    expect(await data('charter', 'diff', 'acme.yaml', ...dac)).toMatchObject({ isSame: true })
    const different = await data('charter', 'diff', 'next.yaml', ...dac)
    expect(
      different.changes.map(({ sign, text }: Record<string, string>) => `${sign} ${text}`),
    ).toEqual([
      expect.stringContaining('~ vision: "A bakery owned'),
      `- allow SUBMIT: ${lower(1)}`,
      `+ allow SUBMIT: ${lower(5)}`,
      '~ taxrates: 50 bp from 1000 MT → 200 bp from 1000 MT',
    ])

    const propose = ['charter', 'propose', 'next.yaml', ...dac]
    const { calls } = await data(...propose, '--calldata')
    expect(calls).toHaveLength(4)
    const stranger = ['--private-key', account(4).privateKey]
    expect((await failure(6, ...propose, ...stranger)).code).toBe('NOT_MANAGEMENT_CONTRACT')
    expect(await data(...propose, '--dry-run')).toMatchObject({ isDryRun: true, version: 1 })
    const deposit = ['bridge', 'deposit', '--amount', '5mt', '--to', account(0).address]
    await data(...deposit, ...dac)
    expect(await data(...propose)).toMatchObject({ version: 5 })
    expect(await data('charter', 'diff', 'next.yaml', ...dac)).toMatchObject({ isSame: true })
    expect(await data(...propose)).toMatchObject({ transactions: [] })

    const { revisions } = await data('charter', 'history', ...dac)
    expect(revisions.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3, 4, 5])
    expect(revisions[4]).toMatchObject({ event: 'TaxRatesSet' })
    expect(await data('charter', 'history', ...dac, '--revision', '1')).toMatchObject({
      version: 1,
      vision: 'A bakery owned by its neighbours.',
      taxrates: [{ threshold: '1000', rate: 50 }],
    })
    expect((await failure(6, 'charter', 'history', ...dac, '--revision', '9')).code).toBe(
      'CHARTER_VERSION_UNKNOWN',
    )

    const simulate = ['tax', 'simulate', '--value', '1500mt']
    const exit = '0x4200000000000000000000000000000000000010'
    const [byChain, byFile, leaving] = await Promise.all([
      data(...simulate, ...dac),
      data(...simulate, '--charter', 'acme.yaml'),
      data(...simulate, ...dac, '--to', exit),
    ])
    expect(byChain).toMatchObject({ tax: String(10n * MT), total: String(1510n * MT) })
    expect(byChain.slices).toEqual([
      { threshold: String(1000n * MT), rate: 200, amount: String(500n * MT) },
    ])
    expect(byFile).toMatchObject({ tax: String((5n * MT) / 2n) })
    expect(leaving).toMatchObject({ tax: '0', slices: [] })
  })
})

describe('transactions', () => {
  test('tx send signs, sends and waits; tx status follows it until it is safe', async () => {
    const send = ['tx', 'send', '--dac', 'demo', '--private-key', account(5).privateKey]
    const transfer = [...send, '--to', SOMEBODY, '--value', '1.5mt']
    expect(await data(...transfer, '--dry-run')).toMatchObject({
      isDryRun: true,
      from: lower(5),
      value: String((3n * MT) / 2n),
      tax: '0',
    })
    const sent = await data(...transfer)
    expect(sent).toMatchObject({
      isSuccess: true,
      from: lower(5),
      to: SOMEBODY,
      inclusion: 'sequenced',
    })
    const status = ['tx', 'status', sent.transactionHash, '--dac', 'demo']
    expect(await data(...status)).toMatchObject({ blockNumber: sent.blockNumber })
    expect(await data(...status, '--until', 'safe')).toMatchObject({
      transactionHash: sent.transactionHash,
      blockHash: sent.blockHash,
    })
    const created = await data(...send, '--data', CODE)
    expect(created.contractAddress).toMatch(/^0x[0-9a-f]{40}$/)
  })

  test('what is refused says why: reverted 5, no funds 6, charter 6, unknown 6, late 7', async () => {
    const send = ['tx', 'send', '--dac', 'demo', '--private-key', account(6).privateKey]
    const unknown = `0x${'77'.repeat(32)}`
    const [simulated, poor, denied, missing, late] = await Promise.all([
      failure(5, ...send, '--data', REVERTING),
      failure(6, ...send, '--to', SOMEBODY, '--value', '1000000mt'),
      failure(
        6,
        'tx',
        'send',
        '--dac',
        'acme',
        '--to',
        SOMEBODY,
        '--private-key',
        account(4).privateKey,
        '--gas-limit',
        '21000',
      ),
      failure(6, 'tx', 'status', unknown, '--dac', 'demo'),
      failure(7, 'tx', 'status', unknown, '--dac', 'demo', '--until', 'safe', '--timeout', '0.3'),
    ])
    expect(simulated.code).toBe('REVERTED')
    expect(poor.code).toBe('INSUFFICIENT_FUNDS')
    expect(denied.code).toBe('CHARTER_DENIED')
    expect(denied.remedy).toContain('mvm charter check')
    expect(missing.code).toBe('TRANSACTION_UNKNOWN')
    expect(late.code).toBe('TIMEOUT')
    const mined = await failure(5, ...send, '--data', REVERTING, '--gas-limit', '100000')
    expect(mined).toMatchObject({ code: 'TRANSACTION_REVERTED', details: { isSuccess: false } })
  })

  test('tx force goes through L1 and can be taken up again', async () => {
    const words = ['tx', 'force', '--dac', 'demo', '--private-key', account(7).privateKey]
    const forced = await data(...words, '--to', SOMEBODY, '--value', '2mt')
    expect(forced).toMatchObject({ isIncluded: false, from: lower(7), value: String(2n * MT) })
    const included = await data(...words, '--resume', forced.l1TransactionHash, '--wait')
    expect(included).toMatchObject({
      transactionHash: forced.transactionHash,
      isIncluded: true,
      isSuccess: true,
      batch: { isForced: false },
    })
    const status = ['tx', 'status', forced.transactionHash, '--dac', 'demo', '--until', 'safe']
    expect(await data(...status)).toMatchObject({
      isSuccess: true,
      inclusion: 'deposit',
      blockNumber: included.blockNumber,
    })
    const call = await data(...words, '--to', SOMEBODY, '--calldata')
    const [chainId, to] = contractInterface('CanonicalTransactionChain').decodeFunctionData(
      'enqueue',
      call.data,
    )
    expect([Number(chainId), to.toLowerCase()]).toEqual([devnet.dacs[0]?.chainId, SOMEBODY])
  })
})

describe('batches', () => {
  test('batch list and batch decode show what stands on L1', async () => {
    const batches = await data('batch', 'list', '--dac', 'demo')
    batches.forEach((batch: { batchIndex: number }, index: number) => {
      expect(batch.batchIndex).toBe(index)
    })
    const first = await data('batch', 'decode', batches[0].l1TransactionHash)
    expect(first).toMatchObject({ batchIndex: 0, chainId: devnet.dacs[0]?.chainId })
    expect(first.blocks[0].deposits[0]).toMatchObject({ queueIndex: 0, isSystem: true })

    const sent = await data(
      'tx',
      'send',
      '--dac',
      'demo',
      '--to',
      SOMEBODY,
      '--value',
      '1',
      '--until',
      'safe',
    )
    const [last] = await data('batch', 'list', '--dac', 'demo', '--last', '1')
    const decoded = await data('batch', 'decode', last.l1TransactionHash)
    const block = decoded.blocks.find(
      ({ blockNumber }: { blockNumber: number }) => blockNumber === sent.blockNumber,
    )
    expect(block.transactions).toEqual([
      expect.objectContaining({ isValid: true, transactionHash: sent.transactionHash, value: '1' }),
    ])
    expect((await failure(6, 'batch', 'decode', `0x${'77'.repeat(32)}`)).code).toBe('BATCH_UNKNOWN')
  })

  test('batch verify executes the chain by itself and agrees with L1 and with the node', async () => {
    const [all, one] = await Promise.all([
      data('batch', 'verify', 'all', '--dac', 'demo'),
      data('batch', 'verify', '1', '--dac', 'demo'),
    ])
    expect(all.firstBlock).toBe(0)
    expect(all.nodeBlockCount).toBe(all.lastBlock + 1)
    expect(all.stateBatchCount).toBeGreaterThan(1)
    expect(one).toMatchObject({ batchCount: 1, nodeBlockCount: one.lastBlock - one.firstBlock + 1 })
    expect((await failure(6, 'batch', 'verify', '999', '--dac', 'demo')).code).toBe('BATCH_UNKNOWN')
  })

  test('batch verify ends with 8 when a node shows another block', async () => {
    const proxy = await lyingProxy(environment.MVM_RPC_URL as string, (answer) =>
      answer.replace(
        /"hash":"0x[0-9a-f]{64}","parentHash"/,
        `"hash":"0x${'66'.repeat(32)}","parentHash"`,
      ),
    )
    try {
      const error = await failure(
        8,
        'batch',
        'verify',
        'all',
        '--dac',
        'demo',
        '--rpc-url',
        proxy.url,
      )
      expect(error.code).toBe('VERIFICATION_MISMATCH')
      expect(error.details.mismatches[0]).toMatchObject({
        kind: 'block',
        claimed: `0x${'66'.repeat(32)}`,
      })
    } finally {
      proxy.close()
    }
  })

  test('finality status shows the heads and what a block waits for', async () => {
    const [latest, first] = await Promise.all([
      data('finality', 'status', '--dac', 'demo'),
      data('finality', 'status', '--dac', 'demo', '--block', '1'),
    ])
    expect(latest.heads.unsafe.number).toBeGreaterThanOrEqual(latest.heads.safe.number)
    expect(first.block).toMatchObject({ blockNumber: 1, batchIndex: 0 })
    expect(['safe', 'finalized', 'withdrawable']).toContain(first.block.level)
    const missing = await failure(6, 'finality', 'status', '--dac', 'demo', '--block', '99999')
    expect(missing.code).toBe('BLOCK_UNKNOWN')
  })
})

describe('the bridge', () => {
  test('bridge deposit, withdraw, prove and finalize move MT there and back', async () => {
    const signing = ['--private-key', account(4).privateKey]
    const dac = ['--dac', 'demo', ...signing]
    const deposit = ['bridge', 'deposit', ...dac, '--amount', '5mt', '--to', SOMEBODY]
    expect(await data(...deposit, '--dry-run')).toMatchObject({ isDryRun: true, from: lower(4) })
    const call = await data(...deposit, '--calldata')
    expect(call).toMatchObject({ to: devnet.l1.contracts.l1StandardBridge?.toLowerCase() })
    expect(await data(...deposit)).toMatchObject({
      status: 'enqueued',
      amount: String(5n * MT),
      to: SOMEBODY,
    })

    const none = await data('tx', 'send', ...dac, '--to', SOMEBODY, '--value', '1')
    const error = await failure(6, 'bridge', 'status', none.transactionHash, '--dac', 'demo')
    expect(error.code).toBe('MESSAGE_UNKNOWN')

    const withdrawn = await data('bridge', 'withdraw', ...dac, '--amount', '2mt')
    expect(withdrawn).toMatchObject({ to: lower(4), amount: String(2n * MT) })
    const { transactionHash, withdrawalHash } = withdrawn
    const step = (verb: string) => data('bridge', verb, transactionHash, ...dac)
    const status = () => data('bridge', 'status', transactionHash, '--dac', 'demo')
    expect(['begun', 'asserted']).toContain((await status()).stage)
    const early = await failure(6, 'bridge', 'finalize', transactionHash, ...dac)
    expect(early.code).toBe('WITHDRAWAL_NOT_PROVEN')

    expect(await step('prove')).toMatchObject({ withdrawalHash, status: 'proven' })
    expect(await step('prove')).toMatchObject({ status: 'proven', l1TransactionHash: null })
    expect(['proven', 'payable']).toContain((await status()).stage)
    const paid = await step('finalize')
    expect(paid).toMatchObject({ withdrawalHash, target: lower(4), amount: String(2n * MT) })
    expect(await step('finalize')).toMatchObject({ status: 'finalized', l1TransactionHash: null })
    expect(await status()).toMatchObject({ stage: 'finalized', amount: String(2n * MT) })
  })
})

describe('sequencers and rangers', () => {
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

  test('ranger join bonds, duties and status show it, leave ends it', async () => {
    const signing = ['--private-key', account(9).privateKey]
    expect(await data('ranger', 'join', '--dry-run', ...signing)).toMatchObject({ isDryRun: true })
    const joined = await data('ranger', 'join', ...signing)
    expect(joined).toMatchObject({ account: lower(9), rangersChainId: expect.any(Number) })
    expect((await failure(6, 'ranger', 'join', ...signing)).code).toBe('RANGER_MEMBERSHIP')
    expect(await data('ranger', 'status', '--address', account(9).address)).toMatchObject({
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

  test('devnet up names its faults, and refuses one that it does not know', async () => {
    const { faults } = await data('devnet', 'up', '--fault', 'list')
    expect(faults).toHaveLength(19)
    expect(faults).toContain('wrong-storage')
    const unknown = await mvm('devnet', 'up', '--fault', 'wrong-weather')
    expect(unknown.code).not.toBe(0)
    expect(unknown.stderr).toContain('wrong-weather')
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
})

describe('without the sequencer', () => {
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
    const verified = await data(
      'batch',
      'verify',
      'all',
      '--dac',
      'demo',
      '--l1-only',
      ...['--rpc-url', NOWHERE],
    )
    expect(verified.lastBlock).toBe(forced.blockNumber)
  })

  test('a deposit that nobody is bonded for is parked, and its owner takes it back', async () => {
    const signing = ['--private-key', account(4).privateKey]
    await data('dac', 'create', '--charter', 'acme.yaml', '--slug', 'lonely', '--rpc-url', NOWHERE)
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
      const { batchHash } = await batches.getFunction('chainTip')(chainId)
      const seeds = contract('EpochSeeds', 'epochSeeds')
      let epoch: bigint
      do {
        epoch = await seeds.getFunction('currentEpoch')()
        // Not so late in an epoch that the assertion falls into the next.
      } while (
        (await seeds.getFunction('epochAt')((await provider.getBlockNumber()) + 5)) !== epoch
      )
      const drawn = await contract('SequencerPool', 'sequencerPool').getFunction('draw')(
        chainId,
        epoch,
      )
      await drawn.wait()
      const wrong = zeroPadValue('0x01', 32)
      const sent = await states.getFunction('appendStateBatch')(
        chainId,
        nextBlock,
        [wrong],
        batchHash,
      )
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
})

describe('producers', () => {
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
})
