import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { recoverAddress, TypedDataEncoder, verifyMessage } from 'ethers'
import { createTestClient, defineChain, http, publicActions, walletActions } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anvilBinary } from '../../src/devnet/anvilBinary.ts'
import { endWithUs } from '../../src/devnet/endWithUs.ts'
import { freePort } from '../../src/devnet/freePort.ts'
import { initCode } from '../support/initCode.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { startFollower, type TestFollower } from '../support/startFollower.ts'
import { waitFor } from '../support/waitFor.ts'

const MT = 10n ** 18n
const DAY = 86_400
/** Stores its caller in slot 0. */
const NOTES_CALLER = '335f55'
const stranger = `0x${'5a'.repeat(20)}` as const

describe('what development chains let clients do, on a devnet', () => {
  let devnet: TestDevnet
  let rpc: JsonRpc
  let chainId: number
  const address = (index: number) => devnet.accounts[index]?.address as `0x${string}`

  beforeAll(async () => {
    devnet = await startDevnet()
    rpc = devnet.dac()
    chainId = devnet.description.dacs[0]?.chainId as number
  })
  afterAll(() => devnet?.stop())

  const headTime = async () => Number((await rpc.block('latest'))?.timestamp)

  /** What viem's users write against anvil and Hardhat. */
  function testClient(mode: 'anvil' | 'hardhat', url = rpc.url) {
    const chain = defineChain({
      id: chainId,
      name: 'demo',
      nativeCurrency: { name: 'Metis', symbol: 'MT', decimals: 18 },
      rpcUrls: { default: { http: [url] } },
    })
    return createTestClient({ mode, chain, transport: http(), pollingInterval: 50 })
      .extend(publicActions)
      .extend(walletActions)
  }

  /** Everything that was done is on L1: a stranger who follows it comes to the same chain. */
  async function expectDerivable(): Promise<void> {
    const head = await rpc.block('latest')
    let follower: TestFollower | undefined
    try {
      follower = await startFollower(devnet, devnet.description.dacs[0]?.slug as string)
      const { node } = follower
      await waitFor('the stranger to have the head', async () => {
        return (await node.rpc.block(Number(head?.number)))?.hash === head?.hash
      })
    } finally {
      await follower?.stop()
    }
  }

  it('makes blocks, one or many, with time between them', async () => {
    const before = await rpc.blockNumber()
    const hardhat = testClient('hardhat')
    await hardhat.mine({ blocks: 1 })
    expect(await rpc.call('evm_mine')).toBe('0x0')
    expect(await rpc.blockNumber()).toBe(before + 2)
    const time = await headTime()
    await testClient('anvil').mine({ blocks: 3, interval: 1_000 })
    expect(await rpc.blockNumber()).toBe(before + 5)
    expect(await headTime()).toBeGreaterThanOrEqual(time + 3_000)
    await expect(rpc.call('anvil_mine', '0x3e8')).rejects.toMatchObject({
      code: -32005,
      data: { limit: 'minedBlocks', allowed: 64 },
    })
  })

  it('moves time on for contracts, and for everybody who derives the chain', async () => {
    const client = testClient('anvil')
    const before = await headTime()
    await client.increaseTime({ seconds: DAY })
    const moved = await headTime()
    expect(moved).toBeGreaterThanOrEqual(before + DAY)
    const wanted = BigInt(moved + DAY)
    await client.setNextBlockTimestamp({ timestamp: wanted })
    // L1 goes on by its own clock, so that the block may be a little later.
    expect((await headTime()) - Number(wanted)).toBeLessThan(60)
    expect(await headTime()).toBeGreaterThanOrEqual(Number(wanted))
    // What a contract sees in a transaction that comes after.
    const { contractAddress } = await receiptOf(
      await rpc.call('eth_sendTransaction', { data: initCode('425f5260205ff3') }),
    )
    const seen = await rpc.call<string>('eth_call', { to: contractAddress })
    expect(Number(seen)).toBeGreaterThanOrEqual(Number(wanted))
    await expect(rpc.call('evm_setNextBlockTimestamp', before)).rejects.toMatchObject({
      code: -32000,
      message: expect.stringContaining('time does not go back'),
    })
    await expectDerivable()
  })

  it('sends in the name of others, by transactions that L1 forces', async () => {
    const { contractAddress } = await receiptOf(
      await rpc.call('eth_sendTransaction', { from: address(1), data: initCode(NOTES_CALLER) }),
    )
    const call = { from: stranger, to: contractAddress as `0x${string}` }
    await expect(rpc.call('eth_sendTransaction', call)).rejects.toMatchObject({
      code: -32000,
      message: expect.stringContaining('unknown account'),
    })
    const client = testClient('hardhat')
    await client.impersonateAccount({ address: stranger })
    const hash = await rpc.call<string>('eth_sendTransaction', call)
    expect(await receiptOf(hash)).toMatchObject({ status: '0x1', from: stranger, type: '0x7e' })
    const slot = await rpc.call('eth_getStorageAt', contractAddress, '0x0', 'latest')
    expect(slot).toBe(`0x${stranger.slice(2).padStart(64, '0')}`)
    await client.stopImpersonatingAccount({ address: stranger })
    await expect(rpc.call('eth_sendTransaction', call)).rejects.toThrow('unknown account')

    const another = { ...call, from: `0x${'5b'.repeat(20)}` }
    expect(await receiptOf(await rpc.call('eth_sendUnsignedTransaction', another))).toMatchObject({
      from: another.from,
    })
    await rpc.call('anvil_autoImpersonateAccount', true)
    expect(await receiptOf(await rpc.call('eth_sendTransaction', call))).toMatchObject({
      from: stranger,
    })
    await rpc.call('anvil_autoImpersonateAccount', false)
    // A contract of the DAC can be impersonated, too.
    await client.impersonateAccount({ address: call.to })
    const self = await rpc.call<string>('eth_sendTransaction', { from: call.to, to: call.to })
    expect(await receiptOf(self)).toMatchObject({ status: '0x1', from: call.to })
    await expect(
      rpc.call('eth_sendTransaction', { from: call.to, data: '0x00' }),
    ).rejects.toMatchObject({ code: -32004 })
    await expectDerivable()
  })

  it('gives MT to an account by a deposit, as far as there is a bond for it', async () => {
    const account = `0x${'77'.repeat(20)}` as const
    await testClient('anvil').setBalance({ address: account, value: 5n * MT })
    expect(await rpc.balance(account)).toBe(5n * MT)
    await testClient('hardhat').setBalance({ address: account, value: 7n * MT })
    expect(await rpc.balance(account)).toBe(7n * MT)
    await expect(rpc.call('anvil_setBalance', account, '0x1')).rejects.toMatchObject({
      code: -32004,
      message: expect.stringContaining('impersonate it and send the difference away'),
    })
    await expect(
      rpc.call('anvil_setBalance', account, `0x${(10n ** 27n).toString(16)}`),
    ).rejects.toMatchObject({ code: -32000, message: expect.stringContaining('not bonded') })
    expect(await rpc.balance(account)).toBe(7n * MT)
  })

  it('signs and sends with the accounts whose keys everybody knows', async () => {
    const accounts = devnet.accounts.map((account) => account.address)
    expect(await rpc.call('eth_accounts')).toEqual(accounts)
    const transfer = { from: address(2), to: address(3), value: '0x7' }
    expect(await receiptOf(await rpc.call('eth_sendTransaction', transfer))).toMatchObject({
      status: '0x1',
      from: address(2),
      type: '0x2',
    })
    const raw = await rpc.call<string>('eth_signTransaction', transfer)
    expect(await receiptOf(await rpc.send(raw))).toMatchObject({ status: '0x1' })

    const message = '0x68656c6c6f'
    for (const signature of [
      await rpc.call<string>('eth_sign', address(2), message),
      await rpc.call<string>('personal_sign', message, address(2)),
    ])
      expect(verifyMessage('hello', signature).toLowerCase()).toBe(address(2))
    const types = { Mail: [{ name: 'text', type: 'string' }] }
    const domain = { name: 'Test', chainId }
    const typed = { domain, types, primaryType: 'Mail', message: { text: 'hello' } }
    const signature = await rpc.call<string>('eth_signTypedData_v4', address(2), typed)
    const digest = TypedDataEncoder.hash(domain, types, typed.message)
    expect(recoverAddress(digest, signature).toLowerCase()).toBe(address(2))
    const broken = { ...typed, message: { text: 1 } }
    await expect(rpc.call('eth_signTypedData_v4', address(2), broken)).rejects.toMatchObject({
      code: -32000,
    })
    await expect(rpc.call('eth_sign', stranger, message)).rejects.toThrow('unknown account')
  })

  it('takes for granted what is so anyway, and says so of what it is asked to change', async () => {
    expect(await rpc.call('anvil_getAutomine')).toBe(true)
    expect(await rpc.call('evm_setAutomine', true)).toBe(true)
    expect(await rpc.call('evm_setIntervalMining', 0)).toBe(true)
    const { number } = (await rpc.block('latest')) as { number: string }
    expect(await rpc.call('anvil_nodeInfo')).toMatchObject({ currentBlockNumber: number })
    expect(await rpc.call('hardhat_metadata')).toMatchObject({
      chainId,
      latestBlockNumber: Number(number),
    })
    const refused: readonly (readonly [method: string, ...params: unknown[]])[] = [
      ['evm_setAutomine', false],
      ['evm_setIntervalMining', 5],
      ['evm_snapshot'],
      ['evm_revert', '0x1'],
      ['anvil_setCode', stranger, '0x00'],
      ['hardhat_setNonce', stranger, '0x5'],
      ['anvil_setStorageAt', stranger, '0x0', `0x${'00'.repeat(32)}`],
      ['hardhat_reset'],
      ['anvil_setNextBlockBaseFeePerGas', '0x1'],
      ['anvil_dropAllTransactions'],
    ]
    for (const [method, ...params] of refused) {
      await expect(rpc.call(method, ...params), method).rejects.toMatchObject({ code: -32004 })
    }
  })

  it('is refused by a node that is not of the dev profile', async () => {
    const { node, stop } = await startFollower(devnet, devnet.description.dacs[0]?.slug as string)
    try {
      await waitFor('the node to serve the DAC', () => node.rpc.blockNumber())
      for (const method of ['evm_mine', 'anvil_setBalance', 'hardhat_impersonateAccount']) {
        await expect(node.rpc.call(method, stranger), method).rejects.toMatchObject({
          code: -32004,
          message: expect.stringContaining('--profile dev'),
        })
      }
      await expect(node.rpc.call('eth_sendTransaction', {})).rejects.toMatchObject({ code: -32004 })
      expect(await node.rpc.call('eth_accounts')).toEqual([])
    } finally {
      await stop()
    }
  })

  it('is all to be had on a fork of the DAC, as the refusals say', async () => {
    const held = await rpc.balance(address(4))
    const port = await freePort(0, '--port')
    const anvil: ChildProcess = spawn(
      anvilBinary(),
      ['--fork-url', rpc.url, '--port', String(port), '--quiet', '--no-storage-caching'],
      { stdio: 'ignore' },
    )
    const callOff = endWithUs(anvil.pid as number)
    try {
      const fork = new JsonRpc(`http://127.0.0.1:${port}`)
      await waitFor('the fork to answer', () => fork.blockNumber())
      expect(await fork.balance(address(4))).toBe(held)
      const client = testClient('anvil', fork.url)
      const snapshot = await client.snapshot()
      await client.setBalance({ address: stranger, value: 9n * MT })
      await client.setCode({ address: stranger, bytecode: '0x5f5ff3' })
      await client.setStorageAt({ address: stranger, index: 1, value: `0x${'11'.repeat(32)}` })
      await client.setNonce({ address: address(4), nonce: 77 })
      expect(await fork.balance(stranger)).toBe(9n * MT)
      expect(await fork.call('eth_getCode', stranger, 'latest')).toBe('0x5f5ff3')
      await client.revert({ id: snapshot })
      expect(await fork.balance(stranger)).toBe(await rpc.balance(stranger))
      await client.mine({ blocks: 2 })
    } finally {
      anvil.kill('SIGKILL')
      await once(anvil, 'exit')
      callOff()
    }
  })

  function receiptOf(hash: string) {
    return rpc.call<{ contractAddress: string | null; status: string }>(
      'eth_getTransactionReceipt',
      hash,
    )
  }
})
