import type { TransactionHash } from '@mvm/protocol'
import { predeploys } from '@mvm/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { leaderOf } from '../committee/leaderOf.ts'
import { readRollup } from '../support/readRollup.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { signUpProducer } from '../support/signUpProducer.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import { waitUntilSafe } from '../support/waitUntilSafe.ts'

interface MinedBlock {
  readonly number: string
  readonly hash: string
  readonly miner: string
  readonly transactions: readonly unknown[]
}

const WAIT = { timeoutMs: 90_000, intervalMs: 100 }

let network: TestNetwork
let account: DevnetAccount
let nodes: readonly TestNode[]
let producer: TestNode

beforeAll(async () => {
  network = await TestNetwork.start({ sequencerCount: 3, parameters: { epochLength: 8 } })
  account = network.users.at(-1) as DevnetAccount
  await signUpProducer(network, account)
  const urls = await network.peerUrls()
  const { sequencers } = devnetAccounts()
  const list = urls.map((url, i) => `${sequencers[i]?.address}=${url}`).join(',')
  nodes = await Promise.all(urls.map((_, index) => network.member(index, { peers: urls })))
  producer = await network.producer(account, ['--peers', list])
  await Promise.all([...nodes, producer].map((node) => node.start()))
})
afterAll(() => network?.stop())

test('a producer seals for whichever of three sequencers leads, and they go on when it is gone', async () => {
  const { dac, users } = network
  const [user] = users as [DevnetAccount]
  const sent: TransactionHash[] = []
  /** Sends transfers until a block with transactions after another has a miner; gives it. */
  const nextBlockOf = async (miner: string, { rpc }: TestNode, after: number) => {
    let nonce = await rpc.nonce(user.address, 'pending')
    let found: MinedBlock | undefined
    let seen = after
    await waitFor(
      `a block of ${miner}`,
      async () => {
        const transfer = { chainId: dac.chainId, privateKey: user.privateKey, firstNonce: nonce }
        const [signed] = signTransfers({ ...transfer, count: 1 })
        sent.push((await rpc.send(signed?.raw as string)) as TransactionHash)
        nonce += 1
        for (const head = await rpc.blockNumber(); seen < head && found === undefined; ) {
          const tag = `0x${(++seen).toString(16)}`
          const block = await rpc.call<MinedBlock>('eth_getBlockByNumber', tag, false)
          if (block.miner === miner && block.transactions.length > 0) found = block
        }
        return found !== undefined
      },
      WAIT,
    )
    return found as MinedBlock
  }
  const [first] = nodes as [TestNode]
  await waitFor('the deposits', async () => (await first.rpc.balance(user.address)) > 0n, WAIT)

  const block = await nextBlockOf(account.address, first, 0)
  for (const { rpc } of nodes) {
    await waitFor('all to have its block', async () => {
      return (await rpc.block(Number(block.number)))?.hash === block.hash
    })
  }

  const leader = await waitFor('the leader', () => leaderOf(nodes, dac.slug))
  await leader.kill()
  const survivor = nodes.find((node) => node !== leader) as TestNode
  const atDeath = await survivor.rpc.blockNumber()
  const later = await nextBlockOf(account.address, survivor, atDeath)
  expect(Number(later.number)).toBeGreaterThan(atDeath)

  await producer.kill()
  await nextBlockOf(predeploys.feeVault, survivor, await survivor.rpc.blockNumber())
  await waitUntilSafe(survivor, sent)
  // Another sequencer than the one that died has posted what the producer sealed.
  const { batches } = await readRollup(network)
  const lastOwn = batches.find(
    ({ firstBlock, blockCount }) =>
      firstBlock <= Number(later.number) && Number(later.number) < firstBlock + blockCount,
  )
  expect(lastOwn?.producer).toBe(account.address)
  const { sequencers } = devnetAccounts()
  expect(lastOwn?.sequencer).not.toBe(sequencers[nodes.indexOf(leader)]?.address)
}, 400_000)
