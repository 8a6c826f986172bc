import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Address, asAddress, predeploys } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { expectSameChain } from '../support/expectSameChain.ts'
import { readRollup } from '../support/readRollup.ts'
import { signUpProducer } from '../support/signUpProducer.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'
import { waitUntilSafe } from '../support/waitUntilSafe.ts'

const EPOCH_LENGTH = 8
const DEPOSITED = 10_000n * 10n ** 18n

interface PaidBlock {
  readonly miner: Address
  readonly transactions: readonly unknown[]
}

interface Paid {
  readonly gasUsed: string
  readonly effectiveGasPrice: string
}

describe('a producer beside a sequencer', () => {
  let network: TestNetwork
  let account: DevnetAccount
  let peers: readonly string[]
  let sequencer: TestNode
  let producer: TestNode
  let follower: TestNode
  let load: TransferLoad

  beforeAll(async () => {
    network = await TestNetwork.start({ parameters: { epochLength: EPOCH_LENGTH } })
    account = network.users.at(-1) as DevnetAccount
    peers = await network.peersOfOne()
    sequencer = await network.sequencer(network.l1.url, peers)
    producer = await network.producer(account, peers)
    follower = await network.follower(sequencer)
    await Promise.all([sequencer, follower].map((node) => node.start()))
    await waitFor('the deposits', async () => (await sequencer.rpc.balance(account.address)) > 0n)
    load = await TransferLoad.start({
      ...{ rpc: sequencer.rpc, accounts: network.users.slice(0, -1) },
      ...{ chainId: network.dac.chainId, ratePerS: 20, burst: 2 },
    })
  }, 120_000)
  afterAll(async () => {
    await load?.stop()
    await network?.stop()
  })

  function blockAt(number: number | 'latest'): Promise<PaidBlock> {
    const tag = typeof number === 'number' ? `0x${number.toString(16)}` : number
    return sequencer.rpc.call('eth_getBlockByNumber', tag, false)
  }

  async function untilMinerIs(miner: Address, timeoutMs: number): Promise<void> {
    const isMiner = async () => {
      const { miner: latest, transactions } = await blockAt('latest')
      return latest === miner && transactions.length > 0
    }
    await waitFor(`a block of ${miner}`, isMiner, { timeoutMs, intervalMs: 20 })
  }

  async function untilMetric({ rpc }: TestNode, metric: RegExp): Promise<void> {
    const url = new URL('/metrics', rpc.url)
    await waitFor(`${metric} at ${url}`, async () => metric.test(await (await fetch(url)).text()))
  }

  it('is turned away while L1 does not know its account', async () => {
    await expect(producer.start()).rejects.toThrow(/PRODUCER_NOT_SIGNED_UP.*mvm provider register/s)
  }, 60_000)

  it('seals blocks once it is drawn', async () => {
    await signUpProducer(network, account)
    await producer.start()
    await untilMinerIs(account.address, 120_000)
    await untilMetric(producer, /^mvm_node_produced_blocks_total [1-9]/m)
  }, 180_000)

  it('is done without as soon as it is gone, and asked again when it is back', async () => {
    await producer.kill()
    await untilMinerIs(predeploys.feeVault, 10_000)
    await producer.start()
    await untilMinerIs(account.address, 120_000)
  }, 180_000)

  it('is done without when it lies', async () => {
    await producer.stop()
    // It still has to agree with everybody about what is before its first lie.
    const lieFrom = String((await sequencer.rpc.blockNumber()) + 250)
    const fault = ['--fault', 'wrong-balance', '--fault-from', lieFrom]
    const liar = await network.producer(account, peers, fault)
    await liar.start()
    const log = join(sequencer.folder, 'node.log')
    await waitFor('a wrong block', () => readFileSync(log, 'utf8').includes('"wrong-block"'), {
      timeoutMs: 150_000,
    })
    await untilMinerIs(predeploys.feeVault, 10_000)
    await untilMetric(
      sequencer,
      /^mvm_node_producer_failures_total\{failure="wrong-block"\} [1-9]/m,
    )
    await liar.stop()
  }, 240_000)

  it('has earned the tips of its blocks and no others, as everybody derives from L1', async () => {
    await load.stop()
    expect(load.unexpected).toEqual([])
    const safe = await waitUntilSafe(follower, [...load.answered])
    await waitUntilSafe(sequencer, [...load.answered])
    expect(await expectSameChain(sequencer, follower)).toBeGreaterThanOrEqual(safe)

    let tips = 0n
    const { batches } = await readRollup(network)
    for (const { producer: coinbase, firstBlock, blockCount } of batches) {
      for (let number = firstBlock; number < firstBlock + blockCount && number <= safe; number++) {
        const { miner, transactions } = await blockAt(number)
        expect(asAddress(miner)).toBe(coinbase)
        if (coinbase === account.address) tips += await tipsOf(number, transactions.length)
      }
    }
    expect(tips).toBeGreaterThan(0n)
    expect(await follower.rpc.balance(account.address, safe)).toBe(DEPOSITED + tips)
  }, 180_000)

  async function tipsOf(number: number, count: number): Promise<bigint> {
    const tag = `0x${number.toString(16)}`
    const [block, receipts] = await Promise.all([
      follower.rpc.call<{ baseFeePerGas: string }>('eth_getBlockByNumber', tag, false),
      follower.rpc.call<readonly Paid[]>('eth_getBlockReceipts', tag),
    ])
    expect(receipts).toHaveLength(count)
    const baseFee = BigInt(block.baseFeePerGas)
    return receipts.reduce((sum, { gasUsed, effectiveGasPrice }) => {
      const price = BigInt(effectiveGasPrice)
      return price === 0n ? sum : sum + BigInt(gasUsed) * (price - baseFee)
    }, 0n)
  }
})
