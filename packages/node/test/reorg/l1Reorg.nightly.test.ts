import { afterAll, beforeAll, describe, it } from 'vitest'
import { ReorgNetwork } from './ReorgNetwork.ts'

const ROUNDS = 6

describe('L1 reorganisations under load, one after the other', () => {
  let network: ReorgNetwork
  beforeAll(async () => {
    network = await ReorgNetwork.start()
  })
  afterAll(() => network?.stop())

  const depths = Array.from({ length: ROUNDS }, () => [1, 2, 7, 32, 64]).flat()
  it.each(depths)(
    'of depth %i loses no answered transaction and mints nothing twice',
    async (depth) => {
      await network.surviveReorg(depth)
    },
  )

  it.each(depths)(
    'of depth %i loses none either when both nodes are killed meanwhile',
    async (depth) => {
      await network.surviveReorg(depth, () => network.killBoth())
    },
  )
})
