import { toHex } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasFixture, unpackFixture } from '../../../../scripts/conformance/unpackFixture.ts'
import { precompilePrice } from '../../src/precompile/precompilePrice.ts'
import { precompiles } from '../../src/precompile/precompiles.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { officialPrecompileCalls } from './officialPrecompileCalls.ts'
import { precompileStep } from './precompileStep.ts'

const FIXTURE = 'state-tests-osaka.tar.xz'
const IDENTITY = 4
const MAX_INPUT = 32_768
const MAX_PRICE = 3_000_000n

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.runIf(hasFixture(FIXTURE))('the precompile calls of the official state tests', () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('have the results and prices here that they have there, and L1 agrees', async () => {
    using fixture = unpackFixture(FIXTURE)
    const calls = await officialPrecompileCalls(fixture.folder)
    const bounded = calls.filter(
      ({ number, input }) => number !== IDENTITY && input.length <= MAX_INPUT,
    )
    const counts: Record<number, number> = {}
    for (const { number, input, gas, output } of bounded) {
      counts[number] = (counts[number] ?? 0) + 1
      const price = precompilePrice(number, input)
      const isAffordable = price <= MAX_PRICE
      const ours = isAffordable ? (precompiles[number]?.(input) ?? null) : null
      const theirs = gas <= MAX_PRICE || output === null ? output : null
      const name = `${number} ${toHex(input)}`
      expect([name, ours && toHex(ours)]).toEqual([name, theirs && toHex(theirs)])
      if (ours !== null) expect([name, price]).toEqual([name, gas])
    }
    for (const key of Object.keys(precompiles)) expect(counts[Number(key)]).toBeGreaterThan(0)
    process.stderr.write(`${bounded.length} calls: ${JSON.stringify(counts)}\n`)
    const records = bounded.map(({ number, input }) => precompileStep(number, input))
    const answers = await verifier.take(records)
    const refused = bounded.filter((_, i) => answers[i]?.postHash !== records[i]?.postHash)
    expect(refused.map(({ number, input }) => `${number} ${toHex(input)}`)).toEqual([])
  }, 3_600_000)
})
