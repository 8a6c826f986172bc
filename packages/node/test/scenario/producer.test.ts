import { predeploys } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { expectSameChain } from '../support/expectSameChain.ts'
import { readRollup } from '../support/readRollup.ts'
import { signUpProducer } from '../support/signUpProducer.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'

const EPOCH_LENGTH = 8

interface MinedBlock {
  readonly number: string
  readonly miner: string
}

describe('a producer beside a sequencer', () => {
  let network: TestNetwork
  let account: DevnetAccount
  let sequencer: TestNode
  let producer: TestNode
  let follower: TestNode

  beforeAll(async () => {
    network = await TestNetwork.start({ parameters: { epochLength: EPOCH_LENGTH } })
    account = network.users.at(-1) as DevnetAccount
    await signUpProducer(network, account)
    ;[sequencer, producer] = await network.sequencerWithProducer(account)
    follower = await network.follower(sequencer)
    await Promise.all([sequencer, producer, follower].map((node) => node.start()))
    await waitFor('the deposits', async () => (await sequencer.rpc.balance(account.address)) > 0n)
  }, 120_000)
  afterAll(() => network?.stop())

  function minerOf(number: number | string): Promise<MinedBlock> {
    return sequencer.rpc.call('eth_getBlockByNumber', number, false)
  }

  async function load(): Promise<TransferLoad> {
    const { rpc } = sequencer
    const accounts = network.users.slice(0, -1)
    return TransferLoad.start({
      rpc,
      accounts,
      chainId: network.dac.chainId,
      ratePerS: 60,
      burst: 2,
    })
  }

  it('seals the blocks of the epochs that it is drawn for, and earns their tips', async () => {
    const sending = await load()
    try {
      await waitFor(
        'a block of the producer',
        async () => (await minerOf('latest')).miner === account.address,
        { timeoutMs: 90_000 },
      )
    } finally {
      await sending.stop()
    }
    expect(sending.unexpected).toEqual([])
  }, 120_000)
})
