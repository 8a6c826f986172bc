import { afterEach, beforeEach, expect, test } from 'vitest'
import { type PoolNode, PoolWorld } from './PoolWorld.ts'
import { seededRandom } from './seededRandom.ts'

const ACCOUNTS = 8

let world: PoolWorld

beforeEach(async () => {
  // The same three for good, in turns.
  world = new PoolWorld(seededRandom(7), 3, (epoch, members) =>
    [0, 1, 2].flatMap((place) => members[(epoch + place) % 3] ?? []),
  )
  await liveUntil(() => world.acknowledged.size >= 10)
})

afterEach(async () => {
  await world.stop()
})

/** Keeps clients busy until something is so. */
async function liveUntil(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (isSo()) return
    for (let account = 0; account < ACCOUNTS; account++) void world.submit(account)
    await world.mine()
  }
  throw new Error('it did not come about')
}

function heights(): readonly number[] {
  return world.nodes.map(({ chain }) => chain.block.number)
}

async function expectOneChain(): Promise<void> {
  world.partition([0, 0, 0])
  const acknowledged = world.acknowledged.size
  await liveUntil(() => {
    const tips = new Set(world.nodes.map(({ chain }) => chain.block.hash))
    const included = new Set(
      world.nodes[0]?.chain.allBlocks.flatMap((block) =>
        block.included.map(({ transaction }) => transaction.hash),
      ),
    )
    const isComplete = [...world.acknowledged].every((hash) => included.has(hash))
    return tips.size === 1 && isComplete && world.acknowledged.size > acknowledged
  })
  expect(world.contradictions).toEqual([])
}

test.each([
  ['the leader is cut off from two backups', (leader: PoolNode) => leader],
  [
    'a backup is cut off from the leader and the other backup',
    (leader: PoolNode) => world.nodes[(leader.index + 1) % 3] as PoolNode,
  ],
])('when %s, the two go on and one chain is left', async (_, choose) => {
  const leader = world.leader() ?? (world.nodes[0] as PoolNode)
  const alone = choose(leader)
  world.partition(world.nodes.map((node) => (node === alone ? 1 : 0)))
  const before = heights()
  const others = world.nodes.filter((node) => node !== alone)
  // Its L1 is not cut off: what the others post reaches it.
  await liveUntil(() =>
    others.every(({ index, chain }) => chain.block.number >= (before[index] as number) + 5),
  )
  await expectOneChain()
})

test('when all three are alone nothing is sealed or acknowledged, and one chain is left', async () => {
  await world.mine()
  world.partition([0, 1, 2])
  await world.mine()
  const before = Math.max(...heights())
  const acknowledged = world.acknowledged.size
  // Not for as long as L1 takes an origin: then what nobody could post would be sealed again.
  for (let i = 0; i < 12; i++) {
    for (let account = 0; account < ACCOUNTS; account++) void world.submit(account)
    await world.mine()
  }
  // What was decided before may still be committed by those who had not heard.
  expect(Math.max(...heights())).toBe(before)
  expect(world.acknowledged.size).toBe(acknowledged)
  await expectOneChain()
})
