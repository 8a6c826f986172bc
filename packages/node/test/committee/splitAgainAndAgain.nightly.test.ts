import { testSplits } from './testSplits.ts'

/** Of each kind; fewer for a try. */
const times = Number(process.env.NIGHTLY_SPLITS ?? 20)

testSplits('through sixty splits of every kind nothing is lost, replaced or decided twice', {
  ...{ l1BlockMs: 500, ratePerS: 60, times },
  timeoutMs: 3_600_000,
})
