import { describe, expect, it } from 'vitest'
import { listStateTests } from '../../../../scripts/conformance/listStateTests.ts'
import { hasFixture, unpackFixture } from '../../../../scripts/conformance/unpackFixture.ts'
import { charterDifferential } from './charterDifferential.ts'

const fixture = 'state-tests-osaka.tar.xz'
/** A case here and there; the nightly run takes all. */
const EVERY = 12

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!hasFixture(fixture))("Ethereum's state tests by a DAC's rules", () => {
  it('give the official state and logs under charters that deny the signer nothing', {
    timeout: 900_000,
  }, async () => {
    using unpacked = unpackFixture(fixture)
    const totals = await charterDifferential(listStateTests(unpacked.folder), EVERY)
    expect(totals.failures).toEqual([])
    expect(totals.cases).toBeGreaterThan(600)
  })
})
