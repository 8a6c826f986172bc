import { epochAt, L1Client, readDrawing, readEpochClock } from '@mvm/l1'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { L1Proxy } from '../support/L1Proxy.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import { expectOneChain } from './expectOneChain.ts'
import { leadership } from './leadership.ts'
import { PoolUnderLoad } from './PoolUnderLoad.ts'

const LATE = 2
const LONG = { timeoutMs: 180_000, intervalMs: 100 }

let pool: PoolUnderLoad
let proxy: L1Proxy
let isCatchingUpHeldUp = false

beforeAll(async () => {
  pool = await PoolUnderLoad.start({
    ...{ l1BlockMs: 500, ratePerS: 40 },
    sequencers: async (network) => {
      proxy = await L1Proxy.start(
        network.l1.url,
        (body) => isCatchingUpHeldUp && /eth_getLogs|eth_getBlockReceipts/.test(body),
      )
      const peers = await network.peerUrls()
      const l1Urls = [network.l1.url, network.l1.url, proxy.url]
      return Promise.all(l1Urls.map((l1Url, index) => network.member(index, { peers, l1Url })))
    },
  })
}, 180_000)

afterAll(async () => {
  await pool?.stop()
  await proxy?.stop()
})

test('a sequencer that is still catching up with L1 leads in no epoch that it is drawn for, and the others go on', async () => {
  const { network, sequencers, watch } = pool
  const late = sequencers[LATE] as TestNode
  const { address } = devnetAccounts().sequencers[LATE] as { address: string }
  const source = {
    client: new L1Client({ urls: [network.l1.url] }),
    contracts: network.contracts,
  }
  const clock = await readEpochClock(source)
  const { slug, chainId } = network.dac

  isCatchingUpHeldUp = true
  await late.kill()
  await late.start()
  // Whoever is drawn leads from a few L1 blocks after its epoch’s start: for a whole epoch it should be this one.
  const drawnFor = new Set<number>()
  let growth = 0
  while (drawnFor.size < 1) {
    const epoch = epochAt(clock, await network.l1.blockNumber())
    const [leader] = await readDrawing(source, chainId, epoch)
    const height = watch.height
    const isOver = async () => epochAt(clock, (await network.l1.blockNumber()) - 3) > epoch
    await waitFor('the end of an epoch', isOver, LONG)
    if (leader !== address) continue
    drawnFor.add(epoch)
    growth += watch.height - height
  }
  expect(growth).toBeGreaterThan(0)
  expect(leadership(late.folder, slug, 'start')).toEqual([])
  expect((await fetch(`${new URL(late.rpc.url).origin}/readyz?dac=${slug}`)).status).not.toBe(200)

  isCatchingUpHeldUp = false
  const leads = () => leadership(late.folder, slug, 'start').some(({ isLeading }) => isLeading)
  await waitFor('it to lead', leads, LONG)
  const report = await pool.finish()
  console.info({ drawnFor: [...drawnFor], growth, ...report, hashesAtEnd: undefined })
  expectOneChain(report)
}, 600_000)
