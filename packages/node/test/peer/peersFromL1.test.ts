import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeSetEndpoint } from '@mvm/l1'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { L1Miner } from '../support/L1Miner.ts'
import { sendToL1 } from '../support/sendToL1.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'

const EPOCH_LENGTH = 8
const LONG = { timeoutMs: 90_000 }

let network: TestNetwork
let miner: L1Miner
let urls: readonly string[]
let nodes: readonly TestNode[]

beforeAll(async () => {
  network = await TestNetwork.start({
    sequencerCount: 3,
    parameters: { epochLength: EPOCH_LENGTH, takeoverBlocks: 2 },
  })
  urls = await network.peerUrls()
  nodes = await Promise.all(urls.map((url, index) => member(index, url)))
  await Promise.all(nodes.map((node) => node.start()))
  const user = network.users[0]?.address as string
  await waitFor(
    'the users to have MT everywhere',
    async () => {
      const balances = await Promise.all(nodes.map(({ rpc }) => rpc.balance(user)))
      return balances.every((balance) => balance > 0n)
    },
    LONG,
  )
  miner = await L1Miner.start(network.l1, 500)
  const allLeadFrom = network.contracts.deploymentBlock + 4 * EPOCH_LENGTH
  const isReached = async () => (await network.l1.blockNumber()) >= allLeadFrom
  await waitFor('all to be drawn from', isReached, LONG)
}, 240_000)

afterAll(async () => {
  await miner?.stop()
  await network?.stop()
})

function member(index: number, url: string): Promise<TestNode> {
  return network.member(index, { more: ['--public-peer-url', url] })
}

function peersOf({ folder }: TestNode): readonly { account: string; endpoint: string }[] {
  const lines = readFileSync(join(folder, 'node.log'), 'utf8').split('\n')
  return lines.filter((line) => line.endsWith('"msg":"a peer"}')).map((line) => JSON.parse(line))
}

/** Sends a transfer through a node and waits for it in the chains of all of these. */
async function transferThrough(node: TestNode, all: readonly TestNode[], user: number) {
  const { privateKey, address } = network.users[user] as DevnetAccount
  const firstNonce = await node.rpc.nonce(address)
  const { chainId } = network.dac
  const [signed] = signTransfers({ chainId, privateKey, firstNonce, count: 1 })
  const { raw, hash } = signed as NonNullable<typeof signed>
  const isTaken = () =>
    node.rpc.send(raw).then(
      () => true,
      (error: Error) => error.message.includes('known'),
    )
  await waitFor('the transfer to be taken', isTaken, LONG)
  await waitFor(
    'the transfer everywhere',
    async () => {
      const receipts = await Promise.all(all.map(({ rpc }) => rpc.receipts([hash])))
      return receipts.flat().every((receipt) => receipt !== null)
    },
    LONG,
  )
}

test('sequencers find each other on L1, also one that moves, and nobody who has no stake', async () => {
  const [first, second, third] = nodes as readonly [TestNode, TestNode, TestNode]
  const { sequencers } = devnetAccounts()
  await transferThrough(first, nodes, 0)
  const others = new Set(sequencers.slice(1).map(({ address }) => address as string))
  expect(new Set(peersOf(first).map(({ account }) => account))).toEqual(others)

  // Without stake it is nobody's peer, whatever it says.
  const stranger = network.users[9] as DevnetAccount
  const data = encodeSetEndpoint(urls[1] as string)
  await sendToL1(network.l1, stranger.privateKey, [{ to: network.contracts.sequencerPool, data }])

  await third.kill()
  const elsewhere = (await network.peerUrls())[2] as string
  const moved = await member(2, elsewhere)
  await moved.start()
  await waitFor('the new place to be known', () => {
    return peersOf(first).some(({ endpoint }) => endpoint === elsewhere)
  })
  // Two of three decide: the one that has moved is needed.
  await first.kill()
  await transferThrough(second, [second, moved], 1)
  for (const node of [first, second, moved]) {
    expect(peersOf(node).map(({ account }) => account)).not.toContain(stranger.address)
  }
}, 300_000)
