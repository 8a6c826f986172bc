import { describe, expect, it } from 'vitest'
import { listStateTests } from '../../../../scripts/conformance/listStateTests.ts'
import { hasFixture, unpackFixture } from '../../../../scripts/conformance/unpackFixture.ts'
import { BEYOND, charterDifferential, NO_BLOBS } from './charterDifferential.ts'

const fixture = 'state-tests-osaka.tar.xz'

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!hasFixture(fixture))("All of Ethereum's state tests by a DAC's rules", () => {
  it('give the official state and logs under charters that deny the signer nothing', async () => {
    using unpacked = unpackFixture(fixture)
    const totals = await charterDifferential(listStateTests(unpacked.folder), 1)
    expect(totals.failures).toEqual([])
    expect(totals.leftOut.get(BEYOND)).toBe(4)
    expect(totals.cases + (totals.leftOut.get(NO_BLOBS) ?? 0)).toBe(7_896)
  })
})
