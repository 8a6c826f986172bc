import { setTimeout as delay } from 'node:timers/promises'
import {
  contractInterface,
  type EpochClock,
  encodeContractCall,
  followRollup,
  L1Client,
  L1Follower,
  RollupReader,
  readDuties,
  readEpochClock,
  readRangerTerms,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { type BatchPlace, DrawnDuties, type Duty, EverySegment, RollupArchive } from '@mvm/ranger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { readBatchesAgain } from '../../src/ranging/readBatchesAgain.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

const { rangers, users } = devnetAccounts()
/** More than two segments of the devnet's length. */
const BLOCKS = 40

describe('the duties of three rangers in the pool', () => {
  const end = new AbortController()
  const { signal } = end
  let network: TestNetwork
  let client: L1Client
  let archive: RollupArchive
  let following: Promise<void>
  let clock: EpochClock
  let segmentLength: number
  const asked: string[] = []

  beforeAll(async () => {
    network = await TestNetwork.start({ rangerCount: 3 })
    const { contracts, l1, dac } = network
    client = new L1Client({ urls: [l1.url] })
    clock = await readEpochClock({ client, contracts })
    segmentLength = (await readRangerTerms({ client, contracts })).segmentLength
    archive = new RollupArchive(1_000)
    following = follow()
    const sequencer = await network.sequencer()
    await sequencer.start()
    const { rpc } = sequencer
    const user = users[0]
    if (user === undefined) throw new Error('there are no users')
    await waitFor('the user to have MT', async () => (await rpc.balance(user.address)) > 0n)
    const firstNonce = await rpc.nonce(user.address)
    const transfers = signTransfers({
      ...{ chainId: dac.chainId, privateKey: user.privateKey, firstNonce, count: BLOCKS },
    })
    for (const { raw } of transfers) {
      const head = await rpc.blockNumber()
      await rpc.send(raw)
      await waitFor('the next block', async () => (await rpc.blockNumber()) > head, {
        intervalMs: 5,
      })
    }
    const head = await rpc.blockNumber()
    await waitFor('the state batches of all blocks', () => {
      const last = archive.chain(dac.chainId)?.stateBatches.at(-1)
      return last !== undefined && last.firstBlock + last.rootCount > head
    })
    await sequencer.stop()
  })
  afterAll(async () => {
    end.abort()
    await following
    await network.stop()
  })

  async function follow(): Promise<void> {
    const { contracts } = network
    const start = await client.block(Math.max(0, contracts.deploymentBlock - 1))
    if (start === null) throw new Error('L1 has no block before the deployment')
    const changes = followRollup({
      follower: new L1Follower({ client, known: [start] }),
      reader: new RollupReader({ client, contracts }),
      signal,
    })
    for await (const change of changes) if ('events' in change) archive.apply(change)
  }

  const dutiesOf = (account: Address) => {
    const { contracts } = network
    return new DrawnDuties(archive, {
      ...{ account, clock, segmentBlocks: segmentLength },
      read: async (chainId, stateBatchIndex) => {
        asked.push(`${account}/${chainId}/${stateBatchIndex}`)
        return readDuties({ client, contracts }, chainId, stateBatchIndex)
      },
    })
  }

  /** What the contract itself answers. */
  async function checkersOf({ chainId, stateBatchIndex, firstBlock }: Duty): Promise<string[]> {
    const batch = archive
      .chain(chainId)
      ?.stateBatches.find((one) => one.stateBatchIndex === stateBatchIndex)
    if (batch === undefined) throw new Error('there is no such state batch')
    const segment = (firstBlock - batch.firstBlock) / segmentLength
    const method = 'dutiesOf'
    const result = await network.l1.call<string>(
      'eth_call',
      {
        to: network.contracts.rangerPool,
        data: encodeContractCall('RangerPool', method, [chainId, stateBatchIndex, segment]),
      },
      'latest',
    )
    const [checkers] = contractInterface('RangerPool').decodeFunctionResult(method, result)
    return Array.from(checkers as Iterable<string>, (checker) => checker.toLowerCase())
  }

  it('are none before the seed, and then exactly those that the contract draws', async () => {
    const all = await new EverySegment(archive, segmentLength).duties()
    const { chainId } = network.dac
    expect(all.filter((duty) => duty.chainId === chainId).length).toBeGreaterThan(2)
    const newest = all.findLast((duty) => duty.chainId === chainId)
    // The seed of the second epoch after the newest batch's is not known yet.
    const before = dutiesOf(rangers[0]?.address as Address)
    expect(await before.duties()).not.toContainEqual(newest)

    await network.l1.call('anvil_mine', '0x32')
    const head = await network.l1.blockNumber()
    await waitFor('L1 to be followed', () => archive.headNumber >= head)
    let drawn = 0
    for (const { address } of rangers) {
      const duties = dutiesOf(address)
      const own = await duties.duties()
      const expected: Duty[] = []
      for (const duty of all) if ((await checkersOf(duty)).includes(address)) expected.push(duty)
      expect(own).toEqual(expected)
      drawn += own.length
      // What is drawn stays so: nothing is asked a second time.
      const questions = asked.length
      expect(await duties.duties()).toEqual(own)
      expect(asked).toHaveLength(questions)
    }
    // Two checkers for each segment, out of three rangers.
    expect(drawn).toBe(2 * all.length)
    expect(await dutiesOf(users[0]?.address as Address).duties()).toEqual([])
    expect(await before.duties()).toEqual(await dutiesOf(rangers[0]?.address as Address).duties())
  })

  it('wake who waits for them when L1 goes on', async () => {
    const changed = dutiesOf(rangers[0]?.address as Address).changed(signal)
    await network.l1.call('anvil_mine', '0x1')
    await changed
    await delay(0)
  })

  it('rest on batches that can be read from L1 once more, as they were', async () => {
    const { contracts, dac } = network
    const again = readBatchesAgain({
      ...{ client, contracts, chunkBlocks: 7 },
      creationOf: (chainId) => archive.creation(chainId),
    })
    const chain = archive.chain(dac.chainId)
    const last = chain?.stateBatches.at(-1)
    const head = (last?.firstBlock ?? 0) + (last?.rootCount ?? 0) - 1
    for (const [from, to] of [
      [1, head],
      [5, head - 3],
    ] as const) {
      const read = []
      for await (const source of again(dac.chainId, from, to, signal)) read.push(source)
      expect(read).toEqual(chain?.sources(from, to))
    }
  })

  it('rest on batches that are read from where an earlier one stood, with all that they take', async () => {
    const { contracts, dac } = network
    const again = readBatchesAgain({
      ...{ client, contracts },
      creationOf: (chainId) => archive.creation(chainId),
    })
    const chain = archive.chain(dac.chainId)
    const last = chain?.stateBatches.at(-1)
    const head = (last?.firstBlock ?? 0) + (last?.rootCount ?? 0) - 1
    const sourcesFrom = async (fromBlock: number, near: BatchPlace) => {
      const read = []
      for await (const source of again(dac.chainId, fromBlock, head, signal, near)) {
        read.push(source)
      }
      return read
    }
    const all = chain?.sources(1, head) ?? []
    for (const { batch } of all) {
      expect(await sourcesFrom(batch.firstBlock, batch)).toEqual(
        chain?.sources(batch.firstBlock, head),
      )
    }
    // Far behind all of them: nothing before is read but what the queue is asked for.
    const [first] = all
    const newest = all.at(-1)
    if (first === undefined || newest === undefined) throw new Error('there is no batch')
    const behind = { ...first.batch, l1BlockNumber: archive.headNumber + 1_000 }
    expect(await sourcesFrom(1, { ...behind, queueStart: newest.batch.queueEnd })).toEqual([])
    expect(await sourcesFrom(1, behind)).toEqual(all)
  })
})
