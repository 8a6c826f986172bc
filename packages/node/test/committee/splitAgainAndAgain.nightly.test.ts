import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../support/seededRandom.ts'
import { expectOneChain } from './expectOneChain.ts'
import { PeerMesh } from './PeerMesh.ts'
import { PoolUnderLoad } from './PoolUnderLoad.ts'
import { splitAgainAndAgain } from './splitAgainAndAgain.ts'

let pool: PoolUnderLoad
let mesh: PeerMesh

beforeAll(async () => {
  pool = await PoolUnderLoad.start({
    ...{ l1BlockMs: 500, ratePerS: 60 },
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

test('through sixty splits of every kind nothing is lost, replaced or decided twice', async () => {
  const seed = Date.now() % 1e9
  const splits = await splitAgainAndAgain(pool, mesh, 20, seededRandom(seed))
  const report = await pool.finish()
  console.info({ seed, ...splits, ...report, hashesAtEnd: undefined })
  expectOneChain(report)
  expect(splits.blocksOfNobody).toBe(0)
  expect(report.answered).toBeGreaterThan(100)
}, 3_600_000)
