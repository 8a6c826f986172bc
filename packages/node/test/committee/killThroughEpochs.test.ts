import { testKills } from './testKills.ts'

testKills(
  'sequencers that hand over and are killed under load keep one chain with all that they have answered',
  {
    ...{ l1BlockMs: 500, ratePerS: 50 },
    ...{ epochs: 6, leaders: 1, pairPercent: 0 },
    timeoutMs: 300_000,
  },
)
