import { describe, it } from 'vitest'
import { followGrowingChain } from './followGrowingChain.ts'

describe('a long chain that grows in accelerated time', () => {
  it('is the same block for block at a follower from an empty folder that was killed while deriving', async () => {
    await followGrowingChain({ blocks: 10_000, kills: 10 })
  })
})
