import { afterAll, beforeAll, describe, it } from 'vitest'
import { ReorgNetwork } from './ReorgNetwork.ts'

describe('an L1 reorganisation under load', () => {
  let network: ReorgNetwork
  beforeAll(async () => {
    network = await ReorgNetwork.start()
  })
  afterAll(() => network?.stop())

  it.each([1, 7, 64])(
    'of depth %i loses no answered transaction and mints nothing twice',
    async (depth) => {
      await network.surviveReorg(depth)
    },
    240_000,
  )
})
