import { L1Client, readDrawing } from '@mvm/l1'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signTransfers } from '../support/signTransfers.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import { waitUntilSafe } from '../support/waitUntilSafe.ts'
import { leaderOf } from './leaderOf.ts'

/** L1 blocks: the whole test lies in the DAC's first epoch. */
const EPOCH_LENGTH = 1_000

let network: TestNetwork

beforeAll(async () => {
  network = await TestNetwork.start({
    sequencerCount: 3,
    parameters: { epochLength: EPOCH_LENGTH },
  })
})

afterAll(() => network?.stop())

test('a new DAC whose first leader dies at once is led by another sequencer, which also posts', async () => {
  const { dac, users, l1, contracts } = network
  const [user] = users
  if (user === undefined) throw new Error('a devnet has users')
  const nodes = await network.sequencers()
  await Promise.all(nodes.map((node) => node.start()))
  const leader = await waitFor('the first leader', () => leaderOf(nodes, dac.slug))
  await leader.kill()

  const others = nodes.filter((node) => node !== leader)
  await waitFor('the deposits', async () => {
    const balances = await Promise.all(others.map(({ rpc }) => rpc.balance(user.address)))
    return balances.every((balance) => balance > 0n)
  })
  const [other] = others as [TestNode]
  const { rpc } = other
  const nonce = await rpc.nonce(user.address)
  const transfer = { chainId: dac.chainId, privateKey: user.privateKey, firstNonce: nonce }
  const [signed] = signTransfers({ ...transfer, count: 1 })
  const hash = await rpc.send(signed?.raw as string)
  const receipt = await waitFor('the transfer', async () => (await rpc.receipts([hash]))[0])
  await waitUntilSafe(other, [hash])

  // All of it before L1 has drawn anybody.
  expect(await l1.blockNumber()).toBeLessThan(contracts.deploymentBlock + EPOCH_LENGTH)
  const source = { client: new L1Client({ urls: [l1.url] }), contracts }
  expect(await readDrawing(source, dac.chainId, 0)).toEqual([])

  await leader.start()
  const { blockHash } = receipt
  for (const node of nodes) {
    await waitFor('all to have its block', async () => {
      return (await node.rpc.block(Number(receipt.blockNumber)))?.hash === blockHash
    })
  }
}, 120_000)
