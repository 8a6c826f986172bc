import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signTransfers } from '../support/signTransfers.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { waitFor } from '../support/waitFor.ts'

const DACS = 6

interface Finality {
  readonly stateBatch: object | null
}

let devnet: TestDevnet

beforeAll(async () => {
  devnet = await startDevnet({ dacs: DACS, sequencers: 3 })
})

afterAll(() => devnet?.stop())

/** How many DACs a node has said to rest. */
function restingCount(node: string): number {
  const lines = readFileSync(join(devnet.folder, node, 'node.log'), 'utf8').split('\n')
  const resting = lines.filter((line) => line.includes('"msg":"rests"'))
  return new Set(resting.map((line) => (JSON.parse(line) as { dac: string }).dac)).size
}

test('DACs that rest are woken by their first transactions, though a sequencer has died meanwhile', async () => {
  const nodes = ['sequencer', 'sequencer-2', 'sequencer-3', 'follower']
  // MVM_RANGERS rests as well. What is sealed has to become final before, which is 64 L1 blocks after its assertion.
  const slugs = [...devnet.description.dacs.map(({ slug }) => slug), 'mvm-rangers']
  for (const slug of slugs) {
    await waitFor(
      `the output roots of ${slug} to be asserted`,
      async () => {
        const head = await devnet.dac(slug).block('latest')
        const status = await devnet.dac(slug).call<Finality>('mvm_finalityStatus', head?.number)
        return status.stateBatch !== null
      },
      { timeoutMs: 120_000, intervalMs: 250 },
    )
  }
  await devnet.l1.call('anvil_mine', '0x48')
  await waitFor('all DACs to rest', () => nodes.every((node) => restingCount(node) > DACS), {
    ...{ timeoutMs: 240_000, intervalMs: 500 },
  })
  const { dacs, nodes: processes } = devnet.description
  const [sequencer] = processes.filter(({ role }) => role === 'sequencer')
  process.kill(sequencer?.pid as number, 'SIGKILL')

  const privateKey = devnet.accounts[0]?.privateKey as `0x${string}`
  const hashes = await Promise.all(
    dacs.map(({ slug, chainId }) => {
      const [transfer] = signTransfers({ chainId, privateKey, firstNonce: 0, count: 1 })
      const { raw } = transfer as { raw: string }
      return waitFor('an answer', () => devnet.dac(slug).send(raw), { timeoutMs: 60_000 })
    }),
  )
  for (const [i, { slug }] of dacs.entries()) {
    const hash = hashes[i] as string
    const receipt = await waitFor(`a receipt on ${slug}`, async () => {
      return (await devnet.dac(slug).receipts([hash]))[0]
    })
    expect(receipt.status).toBe('0x1')
    // Whoever leads now also brings it onto L1.
    await waitFor(
      `${slug} to be derived from L1`,
      async () => {
        return (await devnet.follower(slug).receipts([hash]))[0]
      },
      { timeoutMs: 120_000 },
    )
  }
}, 600_000)
