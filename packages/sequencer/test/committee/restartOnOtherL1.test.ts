import { expect, test } from 'vitest'
import { PoolWorld } from './PoolWorld.ts'
import { seededRandom } from './seededRandom.ts'

const NODES = 3
const ACCOUNTS = 6
const EARLIER_L1_BLOCKS = 12
/** L1 blocks after which everything has to be as if nothing had happened. */
const PATIENCE_L1_BLOCKS = 10

/** A pool under load that stops all at once, as a devnet does, and starts again on an L1 that has lost blocks. */
async function restartOnOtherL1(seed: number, depth: number, minedMeanwhile: number) {
  const random = seededRandom(seed)
  const world = new PoolWorld(seededRandom(seed + 1), NODES, (epoch, members) =>
    members.map((_, place) => members[(place + epoch) % NODES] as (typeof members)[number]),
  )
  try {
    const submit = () => {
      for (let account = 0; account < ACCOUNTS; account++) {
        if (random() < 0.6) void world.submit(account)
      }
    }
    const mine = async (count: number) => {
      for (let i = 0; i < count; i++) {
        submit()
        await world.mine()
      }
    }
    await mine(EARLIER_L1_BLOCKS + Math.floor(random() * 6))
    submit()
    await world.clock.pass(Math.floor(random() * 11_000))
    const { batches } = world.l1
    for (const node of world.nodes) world.kill(node)
    world.l1.reorg(depth)
    const isBatchLost = world.l1.batches.length < batches.length
    const sinceEvent = world.events.length
    for (let i = 0; i < minedMeanwhile; i++) world.l1.mine()
    for (const node of world.nodes) {
      world.showL1(node)
      world.start(node)
    }
    const acknowledged = world.acknowledged.size
    await mine(PATIENCE_L1_BLOCKS)
    const later = world.acknowledged.size
    expect(later, 'acknowledged').toBeGreaterThan(acknowledged)
    await expectAtRest(world)
    const isResealed = world.events.slice(sinceEvent).some(({ kind }) => kind === 'resealing')
    return { isBatchLost, isResealed }
  } finally {
    await world.stop()
  }
}

/** Everything acknowledged is on L1, and all chains are the same. */
async function expectAtRest(world: PoolWorld): Promise<void> {
  let missing = 0
  let tips = new Set<string>()
  for (let i = 0; i < PATIENCE_L1_BLOCKS; i++) {
    await world.mine()
    tips = new Set(world.nodes.map(({ chain }) => chain.block.hash))
    const last = world.l1.batches.at(-1)
    const safeNext = last === undefined ? 1 : last.firstBlock + last.blockCount
    const blocks = world.nodes[0]?.chain.allBlocks.slice(0, safeNext) ?? []
    const hashes = blocks.flatMap(({ included }) => included.map((one) => one.transaction.hash))
    const safe = new Set(hashes)
    missing = [...world.acknowledged].filter((hash) => !safe.has(hash)).length
    if (missing === 0 && tips.size === 1) return
  }
  expect({ missing, chains: tips.size }).toEqual({ missing: 0, chains: 1 })
}

test.each([1, 2, 3])(
  'a pool that starts again on an L1 without its last %i blocks goes on and loses nothing acknowledged',
  async (depth) => {
    let lostBatches = 0
    let resealed = 0
    for (const minedMeanwhile of [0, 1, depth, depth + 2]) {
      for (let seed = 1; seed <= 8; seed++) {
        const run = `seed ${seed}, ${minedMeanwhile} blocks meanwhile`
        const ended = await restartOnOtherL1(1_000 * depth + seed, depth, minedMeanwhile).catch(
          (error: unknown) => {
            throw new Error(run, { cause: error })
          },
        )
        if (ended.isBatchLost) lostBatches++
        if (ended.isResealed) resealed++
      }
    }
    // Guards the test itself: L1 lost batches and, as origins lie a block behind the head, from two blocks on origins.
    expect(lostBatches).toBeGreaterThan(3)
    if (depth > 1) expect(resealed).toBeGreaterThan(3)
  },
  120_000,
)
