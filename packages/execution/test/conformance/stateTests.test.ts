import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runInParallel } from '../../../../scripts/conformance/runInParallel.ts'
import {
  hasFixture,
  type UnpackedFixture,
  unpackFixture,
} from '../../../../scripts/conformance/unpackFixture.ts'

const fixture = 'state-tests-osaka.tar.xz'

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!hasFixture(fixture))("Ethereum's state tests for Osaka", () => {
  let unpacked: UnpackedFixture

  beforeAll(() => {
    unpacked = unpackFixture(fixture)
  })
  afterAll(() => unpacked[Symbol.dispose]())

  it('pass, all 7,900 of them', { timeout: 1_200_000 }, async () => {
    const failures: string[] = []
    const totals = await runInParallel({ folder: unpacked.folder, every: 1 }, 2, (line) => {
      if (line.startsWith('FAILED')) failures.push(line)
    })
    expect(failures).toEqual([])
    expect(totals).toEqual({ passed: 7_900, failed: 0, skipped: 0 })
  })

  it('notice that SSTORE is denied', { timeout: 300_000 }, async () => {
    const selection = { folder: unpacked.folder, filter: 'sstore', every: 8, deny: 0x55 }
    const totals = await runInParallel(selection, 2, () => {})
    expect(totals.failed).toBeGreaterThan(10)
  })
})
