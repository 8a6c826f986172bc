import {
  contractInterface,
  type EpochClock,
  epochAt,
  L1Client,
  readEpochClock,
  readSelection,
  startOfEpoch,
} from '@mvm/l1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { readRollup } from '../support/readRollup.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import { waitUntilSafe } from '../support/waitUntilSafe.ts'

describe('a sequencer and the pool', () => {
  let network: TestNetwork
  let node: TestNode
  let client: L1Client
  let clock: EpochClock
  let user: DevnetAccount

  beforeAll(async () => {
    network = await TestNetwork.start()
    client = new L1Client({ urls: [network.l1.url] })
    clock = await readEpochClock({ client, contracts: network.contracts })
    user = network.users[0] as DevnetAccount
    node = await network.sequencer()
    await node.start()
    await waitFor('the deposits', async () => (await node.rpc.balance(user.address)) > 0n)
  }, 120_000)
  afterAll(() => network?.stop())

  async function transfer(): Promise<string> {
    const [signed] = signTransfers({
      chainId: network.dac.chainId,
      privateKey: user.privateKey,
      firstNonce: await node.rpc.nonce(user.address, 'pending'),
      count: 1,
    })
    return node.rpc.send(signed?.raw as string)
  }

  async function headNumber(): Promise<number> {
    return network.l1.blockNumber()
  }

  async function mineIntoEpoch(epoch: number): Promise<void> {
    const missing = startOfEpoch(clock, epoch) - (await headNumber())
    if (missing > 0) await network.l1.call('anvil_mine', `0x${missing.toString(16)}`)
  }

  it('has every epoch drawn in which it posts, and leads once its allocation counts', async () => {
    for (let round = 0; round < 4; round++) {
      await mineIntoEpoch(epochAt(clock, await headNumber()) + 1)
      await waitUntilSafe(node, [await transfer()])
    }
    const { batches } = await readRollup(network)
    expect(batches.length).toBeGreaterThanOrEqual(4)
    const source = { client, contracts: network.contracts }
    const selection = await readSelection(
      source,
      network.dac.chainId,
      epochAt(clock, await headNumber()),
    )
    expect(selection).toMatchObject({
      isDrawn: true,
      leader: devnetAccounts().sequencers[0].address,
      backups: [],
    })
  }, 120_000)

  /** Seeds from L1 blocks so far. */
  async function recorded(toBlock: number): Promise<number> {
    const seeds = contractInterface('EpochSeeds')
    const logs = await client.logs(
      {
        addresses: [network.contracts.epochSeeds],
        topics: [[seeds.getEvent('SeedRecorded')?.topicHash as `0x${string}`]],
      },
      { from: network.contracts.deploymentBlock, to: toBlock },
    )
    return logs.filter(({ topics }) => BigInt(topics[1] ?? 0) > 0n).length
  }

  it('records the seed of the next epoch while it posts', async () => {
    await waitFor(
      'a seed from L1',
      async () => {
        await transfer()
        return (await recorded(await headNumber())) > 0
      },
      { timeoutMs: 60_000, intervalMs: 1_000 },
    )
  }, 90_000)

  it('sends nothing but seeds while the DAC is idle, and goes on at once when it is not', async () => {
    const { address } = devnetAccounts().sequencers[0]
    await waitFor(
      'the roots of all blocks on L1',
      async () => {
        const { stateBatches } = await readRollup(network)
        const last = stateBatches.at(-1)
        const asserted = last === undefined ? 0 : last.firstBlock + last.rootCount - 1
        return asserted === (await node.rpc.blockNumber())
      },
      { timeoutMs: 60_000, intervalMs: 1_000 },
    )
    /** What it has sent besides seeds, in the same L1 block: it is the only one, none of its calls fails. */
    const others = async () => {
      const head = await headNumber()
      return (await network.l1.nonce(address, head)) - (await recorded(head))
    }
    const before = await others()
    const epoch = epochAt(clock, await headNumber())
    await mineIntoEpoch(epoch + 3)
    await waitFor(
      'six L1 blocks',
      async () => (await headNumber()) >= startOfEpoch(clock, epoch + 3) + 6,
    )
    expect(await others()).toBe(before)
    await waitUntilSafe(node, [await transfer()])
    expect(await others()).toBeGreaterThan(before)
  }, 120_000)
})
