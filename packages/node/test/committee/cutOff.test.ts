import type { TransactionHash } from '@mvm/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import type { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { startGateway } from '../support/startGateway.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import { leaderOf } from './leaderOf.ts'
import { PeerMesh } from './PeerMesh.ts'

let network: TestNetwork
let mesh: PeerMesh
let nodes: readonly TestNode[]
let gateway: NodeProcess | undefined

beforeAll(async () => {
  network = await TestNetwork.start({ sequencerCount: 3, parameters: { epochLength: 1_000 } })
  const made = await PeerMesh.between(network)
  mesh = made.mesh
  nodes = made.sequencers
  await Promise.all(nodes.map((node) => node.start()))
}, 120_000)

afterAll(async () => {
  await gateway?.stop()
  await network?.stop()
  await mesh?.stop()
})

async function readiness({
  rpc,
}: TestNode): Promise<{ ready: boolean; takesTransactions: boolean }> {
  const response = await fetch(`${new URL(rpc.url).origin}/readyz?dac=${network.dac.slug}`)
  return (await response.json()) as { ready: boolean; takesTransactions: boolean }
}

test('users behind the gateway do not notice that the sequencer that it asks is cut off from the others', async () => {
  const { privateKey, address } = network.users[0] as DevnetAccount
  const { chainId, slug } = network.dac
  const leader = await waitFor('a leader', () => leaderOf(nodes, slug))
  const alone = nodes.find((node) => node !== leader) as TestNode
  const others = nodes.filter((node) => node !== alone)
  await waitFor('the deposits', async () => {
    const balances = await Promise.all(nodes.map(({ rpc }) => rpc.balance(address)))
    return balances.every((balance) => balance > 0n)
  })
  gateway = await startGateway(network.folder, [alone, ...others])
  const rpc = new JsonRpc(`${gateway.rpcUrl}/${slug}`, 60_000)
  const firstNonce = await rpc.nonce(address)
  const signed = signTransfers({ chainId, privateKey, firstNonce, count: 3 })
  const transfer = async () => {
    const { raw, hash } = signed.shift() as (typeof signed)[number]
    expect(await rpc.send(raw)).toBe(hash)
    await waitFor('the transfer in a block', async () => {
      return (await rpc.receipts([hash as TransactionHash]))[0] !== null
    })
  }
  await transfer()
  expect(await readiness(alone)).toEqual({ ready: true, takesTransactions: true, reasons: [] })

  // Whatever it says of itself yet: nobody who sends should have to know.
  mesh.partition(
    nodes.map((node) => (node === alone ? 1 : 0)),
    'silent',
  )
  await transfer()
  await waitFor('it to notice', async () => !(await readiness(alone)).takesTransactions)
  expect((await readiness(alone)).ready).toBe(true)
  await transfer()

  mesh.heal()
  await waitFor('it to hear of the leader', async () => (await readiness(alone)).takesTransactions)
}, 240_000)
