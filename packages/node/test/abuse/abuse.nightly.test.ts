import { afterAll, beforeAll, expect, test } from 'vitest'
import { AbusedNetwork, type AttackReport } from './AbusedNetwork.ts'
import { type AttackName, attacks } from './attacks/attacks.ts'
import { expectUnharmed } from './expectUnharmed.ts'

const SEED = Date.now() % 0x3fffffff
const CALM_MS = 30_000
const DURATION_MS = 60_000
const FUZZED_REQUESTS = 100_000
/** So many per cent of the transfers of calm times get into blocks under attack, though attackers take processors too. */
const LEAST_PACE_PERCENT = 50
/** No block for so many seconds is a standstill. */
const STANDSTILL_S = 5

let abused: AbusedNetwork
beforeAll(async () => {
  abused = await AbusedNetwork.start(25)
  console.info({ seed: SEED, residentMiB: abused.residentMiB() })
})
afterAll(() => abused?.stop())

/** An attack between two calm times, which say what pace the machine allows. */
async function compared(name: AttackName): Promise<AttackReport> {
  const before = await abused.calm(CALM_MS)
  const report = await abused.attack(name, DURATION_MS, SEED)
  const after = await abused.calm(CALM_MS)
  const { succeeded, refusals, pace, peakMiB } = report
  const residentMiB = abused.residentMiB()
  console.info(name, { succeeded, refusals, before, pace, after, peakMiB, residentMiB })
  const calm = (before.transfersPerMinute + after.transfersPerMinute) / 2
  expect(pace.transfersPerMinute).toBeGreaterThanOrEqual((calm * LEAST_PACE_PERCENT) / 100)
  expect(pace.longestGapS).toBeLessThan(STANDSTILL_S)
  return report
}

test.each((Object.keys(attacks) as AttackName[]).filter((name) => name !== 'fuzz'))(
  'under %s blocks come as before, and every refusal says why',
  async (name) => {
    expectUnharmed(await compared(name))
  },
)

test('random requests are answered, or refused with a reason', async () => {
  for (let answers = 0, round = 0; answers < FUZZED_REQUESTS; round++) {
    const report = await abused.attack('fuzz', DURATION_MS, SEED + 1_000_003 * round)
    console.info('fuzz', report)
    expectUnharmed(report)
    answers += report.succeeded + Object.values(report.refusals).reduce((a, b) => a + b, 0)
  }
})

test('what users sent meanwhile was taken and is on L1', async () => {
  await abused.load.stop()
  expect(abused.load.unexpected).toEqual([])
  expect(abused.load.answered.size).toBeGreaterThan(1_000)
})
