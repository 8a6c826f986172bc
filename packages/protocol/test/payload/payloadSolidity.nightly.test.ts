import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestEvm } from '../solidity/TestEvm.ts'
import { payloadCases } from './payloadCases.ts'
import { compileHarness, decodingWays, describeCase, findDeviation } from './payloadHarness.ts'

const ROUNDS = 20
const CASES_PER_ROUND = 100_000

let evm: TestEvm
let decoder: string

beforeAll(async () => {
  evm = await TestEvm.start()
  decoder = await evm.place(compileHarness())
})
afterAll(() => evm.stop())

test.each(decodingWays)(
  `PayloadV1.sol and decodePayload agree on ${ROUNDS} × ${CASES_PER_ROUND} new payloads, by %s`,
  async (way) => {
    const firstSeed = Date.now() >>> 0
    for (let round = 0; round < ROUNDS; round++) {
      const seed = firstSeed + round
      const deviation = await findDeviation(evm, decoder, way, payloadCases(seed, CASES_PER_ROUND))
      expect(deviation && describeCase(deviation), `seed ${seed}`).toBeUndefined()
    }
  },
  3_600_000,
)
