import { predeploys } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { liveWithProducers } from './liveWithProducers.ts'

/** Nothing else ever happens to who is honest. */
const innocent = ['behind', 'lost']
const alone = { sequencers: 1, producers: 2 }

test('honest producers seal everything', async () => {
  const { blocksOf, producedTransactions, failures, world } = await liveWithProducers(20_261_130, {
    ...{ ...alone, epochs: 20, conducts: ['honest'], killRate: 0 },
  })
  for (const { address } of world.producers.all) expect(blocksOf.get(address)).toBeGreaterThan(5)
  expect(world.acknowledged.size).toBeGreaterThan(500)
  expect(producedTransactions).toBe(world.acknowledged.size)
  expect([...failures]).toEqual([])
}, 240_000)

test('producers that are killed at random hold nothing up and lose nothing', async () => {
  const { blocksOf, kills, failures, world } = await liveWithProducers(20_261_131, {
    ...{ ...alone, epochs: 40, conducts: ['honest'], killRate: 0.3 },
  })
  expect(kills).toBeGreaterThan(15)
  expect(failures).toContain('lost')
  expect(innocent).toEqual(expect.arrayContaining([...failures]))
  for (const { address } of world.producers.all) expect(blocksOf.get(address)).toBeGreaterThan(0)
  expect(blocksOf.get(predeploys.feeVault)).toBeGreaterThan(5)
  expect(world.acknowledged.size).toBeGreaterThan(300)
}, 240_000)

test('producers that lie, dawdle or fall silent get nothing wrong into the chain', async () => {
  const { blocksOf, failures, world } = await liveWithProducers(20_261_132, {
    ...{ ...alone, epochs: 60, conducts: ['honest', 'lying', 'slow', 'mute'], killRate: 0.03 },
  })
  expect([...failures]).toEqual(expect.arrayContaining(['wrong-block', 'late']))
  for (const { address } of world.producers.all) expect(blocksOf.get(address)).toBeGreaterThan(0)
  expect(world.acknowledged.size).toBeGreaterThan(300)
}, 240_000)

test('a producer goes on under the next leader, while sequencers are killed, too', async () => {
  const { blocksOf, failures, world } = await liveWithProducers(20_261_133, {
    ...{ sequencers: 3, producers: 2, epochs: 40, conducts: ['honest'], killRate: 0.1 },
    areSequencersKilled: true,
  })
  expect(new Set(world.leaders).size).toBe(3)
  expect(innocent).toEqual(expect.arrayContaining([...failures]))
  for (const { address } of world.producers.all) expect(blocksOf.get(address)).toBeGreaterThan(0)
  expect(world.acknowledged.size).toBeGreaterThan(200)
}, 240_000)
