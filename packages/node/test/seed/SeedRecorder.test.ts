import {
  contractInterface,
  type EpochClock,
  epochAt,
  L1Client,
  L1TransactionSender,
  MemoryIntentJournal,
  readEpochClock,
  signerFromKey,
  startOfEpoch,
} from '@mvm/l1'
import { type Hash, type Hex, hashWords } from '@mvm/protocol'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { SeedRecorder } from '../../src/seed/SeedRecorder.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

const logger = pino({ level: 'silent' })

describe('the seeds of a rollup in which nothing happens', () => {
  const end = new AbortController()
  let network: TestNetwork
  let client: L1Client
  let clock: EpochClock
  const running: Promise<unknown>[] = []

  beforeAll(async () => {
    // The strict parameters' proportions.
    network = await TestNetwork.start({ parameters: { epochLength: 40, seedDepth: 12 } })
    client = new L1Client({ urls: [network.l1.url] })
    clock = await readEpochClock({ client, contracts: network.contracts })
    await network.l1.call('evm_setIntervalMining', 0)
  })
  afterAll(async () => {
    end.abort()
    await Promise.allSettled(running)
    await network.stop()
  })

  async function account(index: number) {
    const { privateKey } = network.users[index] as DevnetAccount
    const sender = new L1TransactionSender({
      ...{ client, signer: signerFromKey(privateKey), journal: new MemoryIntentJournal() },
      ...{ chainId: await client.chainId(), pollIntervalMs: 5 },
    })
    running.push(sender.run(end.signal).catch(() => undefined))
    /** Of the epochs whose seeds it sent. */
    const sent: number[] = []
    const recorder = (isEager: boolean, failures = 0) => {
      let left = failures
      return new SeedRecorder({
        ...{ clock, source: { client, contracts: network.contracts }, logger },
        isEager: () => isEager,
        sender: {
          address: sender.address,
          send: (intent, options) => {
            sent.push(Number(/^seed:(\d+)/.exec(intent.id)?.[1]))
            if (left-- > 0) return Promise.reject(new Error('the account is out of order'))
            return sender.send(intent, options)
          },
        },
      })
    }
    return { address: sender.address, sent, recorder }
  }

  /** Mines L1 up to the start of the next epoch but one, a block at a time, and tells each recorder. */
  async function passAnEpoch(recorders: readonly SeedRecorder[]): Promise<number> {
    const epoch = epochAt(clock, await network.l1.blockNumber()) + 1
    const first = startOfEpoch(clock, epoch) - clock.seedDepth
    const missing = first - 1 - (await network.l1.blockNumber())
    if (missing > 0) await network.l1.call('anvil_mine', `0x${missing.toString(16)}`)
    for (let head = first; head <= startOfEpoch(clock, epoch); head++) {
      await network.l1.call('evm_mine')
      for (const recorder of recorders) recorder.noteHead(head, end.signal)
      // What was sent is in the mempool before the next block, as with blocks that take seconds.
      for (let i = 0; i < 4; i++) await client.block('latest')
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    return epoch
  }

  /** What L1 has recorded for an epoch, and in which block; `null` where the seed follows from the one before. */
  async function recorded(epoch: number) {
    const seeds = contractInterface('EpochSeeds')
    const [log] = await client.logs(
      {
        addresses: [network.contracts.epochSeeds],
        topics: [
          [seeds.getEvent('SeedRecorded')?.topicHash as Hex],
          [`0x${epoch.toString(16).padStart(64, '0')}` as Hex],
        ],
      },
      { from: clock.deploymentBlock, to: await network.l1.blockNumber() },
    )
    if (log === undefined) return null
    const [transaction] = await client.transactions([log.transactionHash])
    const source = await client.block(startOfEpoch(clock, epoch) - clock.seedDepth)
    const isOfL1 = log.data === hashWords<Hash<'seed'>>(source?.prevRandao as Hex, epoch)
    return { from: transaction?.from, l1BlockNumber: log.blockNumber, isOfL1 }
  }

  it('are all recorded from L1 by rangers alone, each by one of them', async () => {
    const rangers = [await account(0), await account(1)]
    const recorders = rangers.map(({ recorder }) => recorder(true))
    for (let round = 0; round < 3; round++) {
      const epoch = await passAnEpoch(recorders)
      expect(await recorded(epoch)).toMatchObject({ isOfL1: true })
    }
  })

  it('are recorded by an idle sequencer where nobody else does, in the second half of the time', async () => {
    const idle = await account(2)
    const epoch = await passAnEpoch([idle.recorder(false)])
    const half = startOfEpoch(clock, epoch) - Math.ceil(clock.seedDepth / 2)
    const found = await recorded(epoch)
    expect(found).toMatchObject({ from: idle.address, isOfL1: true })
    expect(found?.l1BlockNumber).toBeGreaterThanOrEqual(half)
  })

  it('cost an idle sequencer nothing where a ranger records them', async () => {
    const [ranger, idle] = [await account(3), await account(4)]
    const epoch = await passAnEpoch([idle.recorder(false), ranger.recorder(true)])
    expect(await recorded(epoch)).toMatchObject({ from: ranger.address })
    expect(idle.sent).toEqual([])
  })

  it('are tried again with the next L1 block where sending one failed', async () => {
    const ranger = await account(5)
    const epoch = await passAnEpoch([ranger.recorder(true, 2)])
    expect(await recorded(epoch)).toMatchObject({ from: ranger.address, isOfL1: true })
    expect(ranger.sent).toEqual([epoch, epoch, epoch])
  })

  it('wait for nobody to be told of them twice: once recorded, nothing is sent', async () => {
    const ranger = await account(6)
    const epoch = await passAnEpoch([ranger.recorder(true)])
    await waitFor('the seed', async () => (await recorded(epoch)) !== null)
    expect(ranger.sent).toEqual([epoch])
  })
})
