import { asAddress } from '@mvm/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type PoolNode, PoolWorld } from './PoolWorld.ts'
import { seededRandom } from './seededRandom.ts'

const ACCOUNTS = 8
/** Sends nothing but deposits. */
const STRANGER = 700

let world: PoolWorld

beforeEach(async () => {
  // The same three for good, in turns.
  world = new PoolWorld(seededRandom(11), 3, (epoch, members) =>
    [0, 1, 2].flatMap((place) => members[(epoch + place) % 3] ?? []),
  )
  await until(() => {
    for (let account = 0; account < ACCOUNTS; account++) void world.submit(account)
    return world.acknowledged.size >= 20
  })
  await untilAllRest()
})

afterEach(async () => {
  await world.stop()
})

/** Lets L1 go on until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (isSo()) return
    await world.mine()
  }
  throw new Error('it did not come about')
}

async function untilAllRest(): Promise<void> {
  await until(() => world.nodes.every(({ life }) => life?.service.isResting === true))
  // What was under way arrives.
  await world.mine()
}

async function expectNextTransaction(): Promise<void> {
  const before = world.acknowledged.size
  await until(() => {
    void world.submit(0)
    return world.acknowledged.size > before
  })
  const wanted = [...world.acknowledged]
  await until(() =>
    world.nodes.every(({ chain, life }) => {
      if (life === undefined) return true
      const included = new Set(
        chain.allBlocks.flatMap((block) =>
          block.included.map(({ transaction }) => transaction.hash as string),
        ),
      )
      return wanted.every((hash) => included.has(hash))
    }),
  )
  expect(world.contradictions).toEqual([])
}

test('a pool with nothing to do is silent through epochs, and goes on with the next transaction', async () => {
  const { sentCount, epoch } = world
  const blockNumber = world.nodes[0]?.chain.block.number
  await world.mine(12)
  expect(world.epoch).toBeGreaterThan(epoch + 2)
  expect(world.sentCount).toBe(sentCount)
  await expectNextTransaction()
  expect(world.nodes[0]?.chain.block.number).toBeGreaterThan(blockNumber as number)
  // The lead has been handed over in the end, and what was sealed is on L1.
  await untilAllRest()
})

test('after a rest longer than committees live, that of the day leads', async () => {
  world.livingEpochs = 6
  const { leaders } = world
  const { length } = leaders
  await world.mine(60)
  expect(leaders).toHaveLength(length)
  await expectNextTransaction()
  expect(leaders.length).toBeGreaterThan(length)
  await untilAllRest()
})

test('when a leader dies while all rest, another one leads', async () => {
  const leader = world.leader() as PoolNode
  world.kill(leader)
  await until(() => world.leader() !== undefined)
  expect(world.leader()).not.toBe(leader)
  await expectNextTransaction()
})

test('who was away while all rest is taken in, and all rest again', async () => {
  const leader = world.leader()
  const backup = world.nodes.find((node) => node !== leader) as PoolNode
  world.kill(backup)
  await world.mine(3)
  world.start(backup)
  await untilAllRest()
  await expectNextTransaction()
})

test('what L1 has for a DAC that rests gets into a block', async () => {
  const { sentCount } = world
  const [node] = world.nodes as [PoolNode, ...PoolNode[]]
  const { queueLength } = node.view
  world.l1.enqueue(STRANGER)
  await until(() => world.nodes.every(({ view }) => view.base.queueEnd > queueLength))
  expect(world.sentCount).toBeGreaterThan(sentCount)
  await untilAllRest()
})

test('a pool in which some rest and some do not finds back to one chain', async () => {
  // The words that would have woken the others are lost.
  world.lossRate = 0.5
  for (let i = 0; i < 30; i++) {
    if (i % 3 === 0) void world.submit(i % ACCOUNTS)
    await world.mine()
  }
  world.lossRate = 0
  await expectNextTransaction()
  await untilAllRest()
})

test('who has no part in a DAC ends its rest once, and not again and again', async () => {
  const stranger = asAddress(`0x${'99'.repeat(20)}`)
  const say = () => {
    for (const { life } of world.nodes) {
      const message = { kind: 'fetch', after: { position: 0, id: 'nothing' } } as const
      life?.service.receive(stranger, { kind: 'committee', message })
    }
  }
  const areResting = () => world.nodes.map(({ life }) => life?.service.isResting)
  say()
  expect(areResting()).toEqual([false, false, false])
  await untilAllRest()
  say()
  expect(areResting()).toEqual([true, true, true])
  await expectNextTransaction()
  await untilAllRest()
  await world.mine(60)
  say()
  expect(areResting()).toEqual([false, false, false])
})
