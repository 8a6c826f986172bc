import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../support/seededRandom.ts'
import { expectOneChain } from './expectOneChain.ts'
import { type KillPlan, killThroughEpochs } from './killThroughEpochs.ts'
import { PoolUnderLoad, type PoolUnderLoadOptions } from './PoolUnderLoad.ts'

/** Registers a test of sequencers under load that hand over and are killed as planned, with what must hold at its end. */
export function testKills(
  name: string,
  options: Pick<PoolUnderLoadOptions, 'l1BlockMs' | 'ratePerS'> &
    Omit<KillPlan, 'random'> & { readonly timeoutMs: number },
): void {
  const { l1BlockMs, ratePerS, timeoutMs, ...plan } = options
  let pool: PoolUnderLoad

  beforeAll(async () => {
    pool = await PoolUnderLoad.start({ l1BlockMs, ratePerS })
  }, 120_000)

  afterAll(() => pool?.stop())

  test(
    name,
    async () => {
      const seed = Date.now() % 1e9
      const kills = await killThroughEpochs(pool, { ...plan, random: seededRandom(seed) })
      const report = await pool.finish()
      console.info({ seed, ...kills, ...report, hashesAtEnd: undefined })
      expectOneChain(report)
      expect(report.epochsLed).toBeGreaterThanOrEqual(plan.epochs)
      expect(kills.leadersKilled).toBeGreaterThanOrEqual(plan.leaders)
      expect(report.answered).toBeGreaterThan(100)
    },
    timeoutMs,
  )
}
