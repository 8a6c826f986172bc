import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../support/seededRandom.ts'
import { expectOneChain } from './expectOneChain.ts'
import { killThroughEpochs } from './killThroughEpochs.ts'
import { PoolUnderLoad } from './PoolUnderLoad.ts'

let pool: PoolUnderLoad

beforeAll(async () => {
  pool = await PoolUnderLoad.start({ l1BlockMs: 500, ratePerS: 100 })
}, 120_000)

afterAll(() => pool?.stop())

test('sequencers that hand over and are killed under load keep one chain with all that they have answered', async () => {
  const seed = Date.now() % 1e9
  const random = seededRandom(seed)
  const kills = await killThroughEpochs(pool, { epochs: 6, leaders: 1, pairPercent: 0, random })
  const report = await pool.finish()
  console.info({ seed, ...kills, ...report, hashesAtEnd: undefined })
  expectOneChain(report)
  expect(report.epochsLed).toBeGreaterThanOrEqual(6)
  expect(report.answered).toBeGreaterThan(100)
}, 300_000)
