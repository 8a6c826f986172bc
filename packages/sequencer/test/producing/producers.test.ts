import { predeploys } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { liveWithProducers } from './liveWithProducers.ts'

const honest = ['honest'] as const

test('an honest producer seals nearly everything, and every block is credited to the one that L1 assigns', async () => {
  const { blocksOf, producedTransactions, world } = await liveWithProducers(20_261_130, {
    ...{ epochs: 20, sequencers: 1, producers: 2, conducts: honest, killRate: 0 },
  })
  for (const { address } of world.producers.all) expect(blocksOf.get(address)).toBeGreaterThan(5)
  expect(producedTransactions).toBeGreaterThan(world.acknowledged.size / 2)
}, 60_000)
