import { testKills } from './testKills.ts'

/** Fewer for a try. */
const epochs = Number(process.env.NIGHTLY_EPOCHS ?? 200)

testKills(
  'through two hundred hand-overs with sequencers killed at random nothing is lost, replaced or left out',
  {
    ...{ l1BlockMs: 900, ratePerS: 60 },
    ...{ epochs, leaders: Math.ceil(epochs / 20), pairPercent: 10 },
    timeoutMs: 3_600_000,
  },
)
