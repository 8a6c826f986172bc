import { expect, test } from 'vitest'
import { PoolWorld } from './PoolWorld.ts'
import { seededRandom } from './seededRandom.ts'

const ACCOUNTS = 6

test('what cannot even be executed of another’s entries is not voted for, and stops nobody', async () => {
  const world = new PoolWorld(seededRandom(9), 3, (_, members) => members)
  const grow = async (count: number) => {
    const wanted = world.acknowledged.size + count
    for (let i = 0; i < 200 && world.acknowledged.size < wanted; i++) {
      for (let account = 0; account < ACCOUNTS; account++) void world.submit(account)
      await world.mine()
    }
    expect(world.acknowledged.size).toBeGreaterThanOrEqual(wanted)
  }
  await grow(10)
  const follower = world.nodes.find((node) => node !== world.leader()) as (typeof world.nodes)[0]
  const { chain } = follower
  const { accept } = chain
  // As an encoder does with a number that spills.
  chain.accept = async () => {
    throw new RangeError('offset is out of bounds')
  }
  const before = chain.block.number
  await grow(10)
  expect(world.events.filter(({ kind }) => kind === 'unjudged').length).toBeGreaterThan(0)
  expect(world.error).toBeUndefined()
  chain.accept = accept
  await grow(10)
  expect(chain.block.number).toBeGreaterThan(before)
  expect(world.contradictions).toEqual([])
  await world.stop()
})
