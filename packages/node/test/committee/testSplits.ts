import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../support/seededRandom.ts'
import { expectOneChain } from './expectOneChain.ts'
import { PeerMesh } from './PeerMesh.ts'
import { PoolUnderLoad, type PoolUnderLoadOptions } from './PoolUnderLoad.ts'
import { splitAgainAndAgain } from './splitAgainAndAgain.ts'

/** Registers a test of sequencers under load that are split so often in every way, with what must hold at its end. */
export function testSplits(
  name: string,
  options: Pick<PoolUnderLoadOptions, 'l1BlockMs' | 'ratePerS'> & {
    /** Of each kind. */
    readonly times: number
    readonly timeoutMs: number
  },
): void {
  const { l1BlockMs, ratePerS, times, timeoutMs } = options
  let pool: PoolUnderLoad
  let mesh: PeerMesh

  beforeAll(async () => {
    pool = await PoolUnderLoad.start({
      ...{ l1BlockMs, ratePerS },
      sequencers: async (network) => {
        const made = await PeerMesh.between(network)
        mesh = made.mesh
        return made.sequencers
      },
    })
  }, 120_000)

  afterAll(async () => {
    await pool?.stop()
    await mesh?.stop()
  })

  test(
    name,
    async () => {
      const seed = Date.now() % 1e9
      const splits = await splitAgainAndAgain(pool, mesh, times, seededRandom(seed))
      const report = await pool.finish()
      console.info({ seed, ...splits, ...report, hashesAtEnd: undefined })
      expectOneChain(report)
      expect(splits.blocksOfNobody).toBe(0)
      expect(report.answered).toBeGreaterThan(100)
    },
    timeoutMs,
  )
}
