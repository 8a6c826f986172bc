import { expect, test } from 'vitest'
import { liveWithProducers } from './liveWithProducers.ts'

test.each(Array.from({ length: 12 }, (_, i) => 20_261_200 + i))(
  'whatever producers and sequencers suffer or do, there is one chain and nothing is lost: seed %i',
  async (seed) => {
    const { world } = await liveWithProducers(seed, {
      ...{ sequencers: seed % 2 === 0 ? 1 : 3, producers: 3, epochs: 100, killRate: 0.1 },
      conducts: ['honest', 'honest', 'lying', 'slow', 'mute'],
      areSequencersKilled: seed % 2 === 1,
    })
    expect(world.acknowledged.size).toBeGreaterThan(500)
  },
  600_000,
)
