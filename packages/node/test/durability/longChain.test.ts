import { describe, it } from 'vitest'
import { followGrowingChain } from './followGrowingChain.ts'

describe('a chain that grows in accelerated time', () => {
  it('is the same block for block at a follower from an empty folder that was killed while deriving', async () => {
    await followGrowingChain({ blocks: 1_000, kills: 2 })
  }, 300_000)
})
