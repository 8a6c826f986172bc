import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../support/seededRandom.ts'
import { expectOneChain } from './expectOneChain.ts'
import { killThroughEpochs } from './killThroughEpochs.ts'
import { PoolUnderLoad } from './PoolUnderLoad.ts'

const EPOCHS = 200

let pool: PoolUnderLoad

beforeAll(async () => {
  pool = await PoolUnderLoad.start({ l1BlockMs: 900, ratePerS: 60 })
}, 120_000)

afterAll(() => pool?.stop())

test('through two hundred hand-overs with sequencers killed at random nothing is lost, replaced or left out', async () => {
  const seed = Date.now() % 1e9
  const random = seededRandom(seed)
  const plan = { epochs: EPOCHS, leaders: EPOCHS / 20, pairPercent: 10, random }
  const kills = await killThroughEpochs(pool, plan)
  const report = await pool.finish()
  console.info({ seed, ...kills, ...report, hashesAtEnd: undefined })
  expectOneChain(report)
  expect(report.epochsLed).toBeGreaterThanOrEqual(EPOCHS)
}, 3_600_000)
