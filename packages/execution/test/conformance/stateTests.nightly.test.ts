import { describe, expect, it } from 'vitest'
import { runInParallel } from '../../../../scripts/conformance/runInParallel.ts'
import { hasFixture, unpackFixture } from '../../../../scripts/conformance/unpackFixture.ts'

describe("Ethereum's state tests, all of them", () => {
  for (const [fork, passed, skipped] of [
    ['osaka', 7_900, 0],
    // The one is CALLBlake2f_MaxRounds, see the runner.
    ['cancun', 15_565, 1],
  ] as const) {
    const fixture = `state-tests-${fork}.tar.xz`
    // Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
    it.skipIf(!hasFixture(fixture))(`pass for ${fork}`, { timeout: 3_600_000 }, async () => {
      using unpacked = unpackFixture(fixture)
      const failures: string[] = []
      const totals = await runInParallel({ folder: unpacked.folder, every: 1 }, 2, (line) => {
        if (line.startsWith('FAILED')) failures.push(line)
      })
      expect(failures).toEqual([])
      expect(totals).toEqual({ passed, failed: 0, skipped })
    })
  }
})
