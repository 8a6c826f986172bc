import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initCode } from '../support/initCode.ts'
import type { JsonRpc } from '../support/JsonRpc.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { startFollower, type TestFollower } from '../support/startFollower.ts'
import { waitFor } from '../support/waitFor.ts'

const KEPT_BLOCKS = 24
const BLOCKS = 90
const FIRST_BLOCKS = 6
/** Stores the time in the slot that the block's number names, and logs it. */
const BUSY = '42435560205fa000'

interface Capabilities {
  readonly receipts: { readonly oldestBlock: string }
  readonly state: { readonly oldestBlock: string }
}

describe('a node that keeps only its newest blocks (--history)', { timeout: 240_000 }, () => {
  let devnet: TestDevnet
  let archive: JsonRpc
  let pruning: TestFollower
  let contract: string
  const hashes: string[] = []
  const user = () => devnet.accounts[0]?.address as string

  beforeAll(async () => {
    devnet = await startDevnet({ arguments: ['--window', '2'] })
    archive = devnet.dac()
    const created = await archive.call<string>('eth_sendTransaction', { data: initCode(BUSY) })
    contract = (await receiptOf(archive, created)).contractAddress as string
    await makeBlocks(FIRST_BLOCKS)
    // What is old is to be of a batch of its own: one that holds a block that is kept is kept.
    await waitFor('the first blocks’ batch', () =>
      archive.call('mvm_batchByBlock', '0x5').catch(() => null),
    )
    await makeBlocks(BLOCKS - FIRST_BLOCKS)
    const slug = devnet.description.dacs[0]?.slug as string
    pruning = await startFollower(devnet, slug, ['--history', String(KEPT_BLOCKS)])
  }, 240_000)
  afterAll(async () => {
    await pruning?.stop()
    await devnet?.stop()
  })

  async function makeBlocks(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      hashes.push(await archive.call('eth_sendTransaction', { to: contract, gas: '0x186a0' }))
    }
  }

  async function earliest(): Promise<number> {
    const { receipts } = await pruning.node.rpc.call<Capabilities>('eth_capabilities')
    return Number(receipts.oldestBlock)
  }

  /** Lets L1 make blocks until the node has pruned up to about its newest ones. */
  async function untilPruned(): Promise<number> {
    return waitFor(
      'old blocks to be pruned',
      async () => {
        await devnet.l1.call('anvil_mine', '0x20')
        const from = await earliest()
        return from > (await archive.blockNumber()) - KEPT_BLOCKS - 12 && from
      },
      { timeoutMs: 120_000, intervalMs: 500 },
    )
  }

  it('says what is pruned, and what to do, and answers the rest as an archive node does', async () => {
    const from = await untilPruned()
    const { rpc } = pruning.node
    expect(from).toBeLessThanOrEqual((await archive.blockNumber()) - KEPT_BLOCKS + 1)
    const old = '0x5'
    const oldHash = hashes[3] as string
    const oldBlock = await archive.block(5)
    const calls: readonly (readonly [method: string, ...params: unknown[]])[] = [
      ['eth_getBlockByNumber', old, false],
      ['eth_getBlockByHash', oldBlock?.hash, true],
      ['eth_getBlockReceipts', old],
      ['eth_getBlockTransactionCountByNumber', old],
      ['eth_getTransactionReceipt', oldHash],
      ['eth_getTransactionByHash', oldHash],
      ['eth_getRawTransactionByHash', oldHash],
      ['eth_getLogs', { fromBlock: '0x1', toBlock: 'latest' }],
      ['eth_getLogs', { fromBlock: '0x1', toBlock: 'latest', address: contract }],
      ['eth_getBalance', user(), old],
      ['eth_getTransactionCount', user(), old],
      ['eth_getCode', contract, old],
      ['eth_getStorageAt', contract, '0x0', old],
      ['eth_getProof', contract, [], old],
      ['eth_call', { to: contract }, old],
      ['eth_estimateGas', { to: contract }, old],
      ['eth_createAccessList', { to: contract }, old],
      ['eth_simulateV1', { blockStateCalls: [{}] }, old],
      ['debug_traceTransaction', oldHash, {}],
      ['debug_traceBlockByNumber', old, { tracer: 'callTracer' }],
      ['debug_traceCall', { to: contract }, old, {}],
      ['debug_getRawReceipts', old],
      ['trace_block', old],
      ['ots_getBlockDetails', old],
      ['mvm_getCharter', old],
      ['mvm_effectiveMask', user(), old],
      ['mvm_blockWitness', old],
      ['mvm_batchByBlock', old],
      ['mvm_finalityStatus', old],
    ]
    for (const [method, ...params] of calls) {
      await expect(
        archive.call(method, ...params),
        `${method} of the archive`,
      ).resolves.toBeDefined()
      await expect(rpc.call(method, ...params), method).rejects.toMatchObject({
        code: -32058,
        message: expect.stringContaining('archive node'),
        data: { earliestBlock: expect.any(Number) },
      })
    }
    // Headers are all there.
    expect(await rpc.call('eth_getHeaderByNumber', old)).toEqual(
      await archive.call('eth_getHeaderByNumber', old),
    )
  })

  it('has everything from the first kept block on, and the state before it', async () => {
    const { rpc } = pruning.node
    const from = await earliest()
    const at = `0x${from.toString(16)}`
    const before = `0x${(from - 1).toString(16)}`
    const block = await archive.call<{ hash: string; transactions: string[] }>(
      'eth_getBlockByNumber',
      at,
      false,
    )
    const calls: readonly (readonly [method: string, ...params: unknown[]])[] = [
      ['eth_getBlockByNumber', at, true],
      ['eth_getBlockReceipts', at],
      ['eth_getTransactionReceipt', block.transactions[0]],
      ['eth_getLogs', { fromBlock: at, toBlock: at, address: contract }],
      ['eth_getBalance', user(), before],
      ['eth_getStorageAt', contract, before, before],
      ['eth_getProof', contract, [at], at],
      ['debug_traceTransaction', block.transactions[0], {}],
      ['debug_traceBlockByNumber', at, { tracer: 'prestateTracer' }],
      ['mvm_getCharter', before],
      ['mvm_batchByBlock', at],
    ]
    for (const [method, ...params] of calls)
      expect(await rpc.call(method, ...params), method).toEqual(
        await archive.call(method, ...params),
      )
    const [witness, expected] = await Promise.all(
      [rpc, archive].map((each) => each.call<{ nodes: string[] }>('mvm_blockWitness', at)),
    )
    expect(witness?.nodes.toSorted()).toEqual(expected?.nodes.toSorted())
  })

  it('has pruned nothing that could still be disputed', async () => {
    const from = await earliest()
    const last = `0x${(from - 1).toString(16)}`
    expect(await archive.call('mvm_finalityStatus', last)).toMatchObject({ level: 'withdrawable' })
  })

  it('goes on where it was after it was killed', async () => {
    const before = await earliest()
    await makeBlocks(40)
    await waitFor(
      'the next pruning to have begun',
      async () => {
        await devnet.l1.call('anvil_mine', '0x20')
        return (await earliest()) > before
      },
      { timeoutMs: 120_000, intervalMs: 20 },
    )
    await pruning.node.kill()
    await pruning.node.start()
    await waitFor('it to answer', () => pruning.node.rpc.blockNumber())
    expect(await earliest()).toBeGreaterThan(before)
    const from = await untilPruned()
    expect(from).toBeGreaterThanOrEqual(BLOCKS)
    const head = await archive.blockNumber()
    await waitFor('the head', async () => (await pruning.node.rpc.blockNumber()) >= head)
    for (let number = from; number <= head; number += 5) {
      const at = `0x${number.toString(16)}`
      expect(await pruning.node.rpc.call('debug_traceBlockByNumber', at, {})).toEqual(
        await archive.call('debug_traceBlockByNumber', at, {}),
      )
    }
  })

  function receiptOf(rpc: JsonRpc, hash: string) {
    return rpc.call<{ contractAddress: string | null }>('eth_getTransactionReceipt', hash)
  }
})
