import { testSplits } from './testSplits.ts'

testSplits(
  'sequencers that are split 1/2, 2/1 and 1/1/1 keep one chain with all that they have answered',
  { l1BlockMs: 500, ratePerS: 50, times: 1, timeoutMs: 300_000 },
)
