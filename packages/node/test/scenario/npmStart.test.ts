import { execSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { isAddress } from 'ethers'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { DevnetDescription } from '../../src/devnet/describeDevnet.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { NpmStart, ROOT } from '../support/NpmStart.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { tempFolder } from '../support/tempFolder.ts'
import { waitFor } from '../support/waitFor.ts'

const MAX_RESIDENT_MIB = 2_048

interface RangerStatus {
  readonly checkedBlocks: string
}

/** What a second start must find again. */
interface Remembered {
  readonly l1Contracts: DevnetDescription['l1']['contracts']
  readonly dacs: readonly { readonly slug: string; readonly chainId: number }[]
  readonly l1Genesis: string
  readonly l1Block: { readonly number: number; readonly hash: string }
  readonly genesis: string
  readonly block: { readonly number: number; readonly hash: string }
  readonly nonce: number
  readonly balance: bigint
}

describe('npm start --silent -- --json', () => {
  const folder = tempFolder('npm')
  const data = `${folder.path}/kept`
  const starts: NpmStart[] = []
  let remembered: Remembered | undefined

  function start(...options: string[]): NpmStart {
    const started = new NpmStart(['--port', '0', '--l1-port', '0', ...options])
    starts.push(started)
    return started
  }
  // After each, so that what a failed case leaves running does not hold the folder against the next one.
  afterEach(async () => {
    for (const started of starts.splice(0)) await started.cleanUp()
  }, 60_000)
  afterAll(() => folder.remove())

  /** Sends a transfer, waits until it is safe, and notes how everything stands. */
  async function remember({ l1, dacs, accounts }: DevnetDescription): Promise<Remembered> {
    const dac = dacs[0] as DevnetDescription['dacs'][number]
    const account = accounts[0] as DevnetDescription['accounts'][number]
    const [rpc, l1Rpc] = [new JsonRpc(dac.rpcUrl), new JsonRpc(l1.rpcUrl)]
    const [transfer] = signTransfers({
      chainId: dac.chainId,
      privateKey: account.privateKey as `0x${string}`,
      firstNonce: await rpc.nonce(account.address),
      count: 1,
    })
    const hash = await rpc.send(transfer?.raw as string)
    const [receipt] = await waitFor('the transfer to be in a block', async () => {
      const receipts = await rpc.receipts([hash])
      return receipts[0] !== null && receipts
    })
    const head = Number(receipt?.blockNumber)
    await waitFor('the transfer to be safe', async () => {
      return Number((await rpc.block('safe'))?.number) >= head
    })
    const hashOf = async (from: JsonRpc, number: number) =>
      (await from.block(number))?.hash as string
    const l1Number = await l1Rpc.blockNumber()
    return {
      l1Contracts: l1.contracts,
      dacs: dacs.map(({ slug, chainId }) => ({ slug, chainId })),
      l1Genesis: await hashOf(l1Rpc, 0),
      l1Block: { number: l1Number - 2, hash: await hashOf(l1Rpc, l1Number - 2) },
      genesis: await hashOf(rpc, 0),
      block: { number: head, hash: await hashOf(rpc, head) },
      nonce: await rpc.nonce(account.address),
      balance: await rpc.balance(account.address),
    }
  }

  async function expectContinued(
    { l1, dacs, accounts }: DevnetDescription,
    remembered: Remembered,
  ): Promise<void> {
    const [rpc, l1Rpc] = [new JsonRpc(dacs[0]?.rpcUrl as string), new JsonRpc(l1.rpcUrl)]
    const address = accounts[0]?.address as string
    expect(l1.contracts).toEqual(remembered.l1Contracts)
    expect(dacs.map(({ slug, chainId }) => ({ slug, chainId }))).toEqual(remembered.dacs)
    expect((await l1Rpc.block(0))?.hash).toBe(remembered.l1Genesis)
    const { l1Block, block } = remembered
    expect((await l1Rpc.block(l1Block.number))?.hash).toBe(l1Block.hash)
    expect((await rpc.block(0))?.hash).toBe(remembered.genesis)
    expect((await rpc.block(block.number))?.hash).toBe(block.hash)
    expect(await rpc.nonce(address)).toBe(remembered.nonce)
    expect(await rpc.balance(address)).toBe(remembered.balance)
  }

  it('prints one line of JSON, brings everything up, and ends every process on SIGTERM', async () => {
    const devnet = start('--data', data, '--dacs', '3')
    const { description, tookMs } = await devnet.ready()
    console.info(`npm start was ready after ${tookMs} ms with 3 DACs`)
    const { l1, dacs, accounts, nodes } = description
    expect(Object.keys(description).sort()).toEqual(['accounts', 'dacs', 'l1', 'nodes'])
    expect(l1).toMatchObject({ chainId: 31_337, rpcUrl: expect.stringMatching(/^http:/) })
    for (const name of ['metisToken', 'comCo', 'canonicalTransactionChain', 'l1StandardBridge']) {
      expect(l1.contracts[name]).toSatisfy(isAddress)
    }
    expect(dacs.map(({ slug }) => slug)).toEqual(['demo', 'demo-2', 'demo-3'])
    expect(new Set(dacs.map(({ chainId }) => chainId)).size).toBe(3)
    expect(accounts).toHaveLength(10)
    expect(nodes.map(({ role }) => role)).toEqual([
      ...['l1', 'sequencer', 'sequencer', 'sequencer', 'gateway', 'follower', 'ranger'],
    ])

    const l1Rpc = new JsonRpc(l1.rpcUrl)
    for (const { slug, chainId, rpcUrl, wsUrl } of dacs) {
      const rpc = new JsonRpc(rpcUrl)
      expect(rpcUrl.endsWith(`/${slug}`)).toBe(true)
      expect(wsUrl).toBe(rpcUrl.replace('http:', 'ws:'))
      expect(Number(await rpc.call('eth_chainId'))).toBe(chainId)
      expect(await rpc.blockNumber()).toBeGreaterThanOrEqual(1)
      for (const { address } of accounts) {
        expect(await rpc.balance(address)).toBe(10n ** 22n)
      }
    }
    for (const { address } of accounts) {
      expect(await l1Rpc.balance(address)).toBeGreaterThan(10n ** 21n)
    }

    const ranger = nodes.find(({ role }) => role === 'ranger')
    const rangerRpc = new JsonRpc(ranger?.rpcUrl as string)
    await waitFor('the ranger to have checked blocks', async () => {
      const { checkedBlocks } = await rangerRpc.call<RangerStatus>('mvm_rangerStatus')
      return Number(checkedBlocks) > 0
    })
    expect(await rangerRpc.call('mvm_rangerStatus')).toMatchObject({
      ...{ account: ranger?.address?.toLowerCase(), alarms: '0x0', disputes: [] },
    })

    for (const text of ['The devnet is up.', dacs[2]?.rpcUrl, accounts[9]?.privateKey, 'Ctrl-C']) {
      expect(devnet.stderr).toContain(text)
    }
    const [next] = /npm run --silent mvm -- .*/.exec(devnet.stderr) ?? []
    const listed = execSync(next as string, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' })
    for (const { slug, rpcUrl } of dacs) {
      expect(listed).toMatch(new RegExp(`^${slug} .*${rpcUrl}$`, 'm'))
    }
    const processes = devnet.processes()
    for (const { pid } of nodes) expect(processes).toContain(pid)
    const residentMiB = devnet.residentMiB()
    console.info(`${processes.length + 1} processes, ${residentMiB} MiB resident`)
    expect(residentMiB).toBeLessThan(MAX_RESIDENT_MIB)

    remembered = await remember(description)
    expect(await devnet.end('SIGTERM')).toBe(0)
    expect(devnet.survivors()).toEqual([])
    expect(devnet.stdout).toBe(`${JSON.stringify(description)}\n`)
  }, 180_000)

  it('continues the same chains on the same folder, and ends every process on SIGINT', async ({
    skip,
  }) => {
    if (remembered === undefined) return skip('the first start failed')
    const devnet = start('--data', data)
    const { description, tookMs } = await devnet.ready()
    console.info(`a second start was ready after ${tookMs} ms`)
    await expectContinued(description, remembered)
    expect(await remember(description)).toMatchObject({ nonce: remembered.nonce + 1 })
    expect(await devnet.end('SIGINT')).toBe(0)
    expect(devnet.survivors()).toEqual([])
  }, 180_000)

  it.each([
    ['SIGTERM', 'L1 (anvil) answers'],
    ['SIGINT', 'the L1 contracts are deployed'],
    ['SIGTERM', 'answers at http'],
  ] as const)(
    'ends every process on %s while it is still starting (%s)',
    async (signal, moment) => {
      const devnet = start('--data', `${folder.path}/${signal}-${moment.length}`)
      await devnet.said(moment)
      expect(devnet.processes().length).toBeGreaterThan(1)
      expect(await devnet.end(signal)).not.toBe(0)
      expect(devnet.survivors()).toEqual([])
      expect(devnet.stdout).toBe('')
      expect(devnet.stderr).not.toMatch(/^\s+at /m)
    },
    180_000,
  )

  it('ends every process on SIGTERM before the devnet has even begun', async () => {
    const devnet = start()
    await waitFor('the first child of npm', () => devnet.processes().length > 0, { intervalMs: 10 })
    await delay(300)
    await devnet.end('SIGTERM')
    await waitFor('every process to end', () => devnet.survivors().length === 0)
    expect(devnet.stdout).toBe('')
  }, 180_000)
})
