import { expect, it } from 'vitest'
import { runElasticScenario } from './runElasticScenario.ts'

it('95 of 100 DACs are idle, cost 10 MB each at most, and are woken by their first transactions', async () => {
  const report = await runElasticScenario({
    dacs: 100,
    busyDacs: 5,
    windowSeconds: 60,
    progress: () => undefined,
  })
  expect(report.memory.worstBytesPerIdleDac).toBeLessThan(10e6)
  expect(report.wakeMs.count).toBe(95)
  expect(report.busyMs.count).toBeGreaterThan(95)
})
