import { decodePayload } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestEvm } from '../solidity/TestEvm.ts'
import { crowdedCases, payloadCases } from './payloadCases.ts'
import {
  compileHarness,
  decodingWays,
  describeCase,
  findDeviation,
  harnessAbi,
} from './payloadHarness.ts'

const SEED = 1
const CASES = 100_000
/** For machines that have other things to do. */
const TIMEOUT_MS = 300_000
const LIBRARY = 'contracts/src/payload/PayloadV1.sol'

let evm: TestEvm
let decoder: string

beforeAll(async () => {
  evm = await TestEvm.start()
  decoder = await evm.place(compileHarness())
})
afterAll(() => evm.stop())

describe('PayloadV1.sol and decodePayload agree', () => {
  const cases = payloadCases(SEED, CASES)

  test.each(decodingWays)(
    `on ${CASES} payloads of seed ${SEED}, by %s`,
    async (way) => {
      const deviation = await findDeviation(evm, decoder, way, cases)
      expect(deviation && describeCase(deviation)).toBeUndefined()
    },
    TIMEOUT_MS,
  )

  test('on payloads with more inputs than a block may have', async () => {
    const deviation = await findDeviation(evm, decoder, 'decodeAll', crowdedCases())
    expect(deviation && describeCase(deviation)).toBeUndefined()
  })

  test('on where an input stands, at the limit of inputs too', async () => {
    for (const { payload, depositCount } of crowdedCases()) {
      for (const [blockIndex, { transactions }] of decodePayload(
        payload,
        2,
        depositCount,
      ).entries()) {
        const deposits = blockIndex === 0 ? depositCount : 0
        for (const index of [0, transactions.length - 1, transactions.length]) {
          const input = [payload, blockIndex, index, deposits]
          const result = await evm.call(decoder, harnessAbi.encodeFunctionData('locate', input))
          const [, found, start, end] = harnessAbi.decodeFunctionResult('locate', result)
          const expected = transactions[index]
          expect(found).toBe(expected !== undefined)
          expect(Number(start)).toBe(expected?.byteOffset ?? 0)
          expect(Number(end)).toBe((expected?.byteOffset ?? 0) + (expected?.length ?? 0))
        }
      }
    }
  })
})

describe('the comparison finds a decoder that', () => {
  const faults: readonly (readonly [string, string, string])[] = [
    ['accepts a form that is not the shortest', 'digit == 0 ?', 'false ?'],
    ['accepts nine bytes', 'MAX_UVARINT_BYTES = 8', 'MAX_UVARINT_BYTES = 9'],
    ['accepts seven bytes at most', 'MAX_UVARINT_BYTES = 8', 'MAX_UVARINT_BYTES = 7'],
    ['accepts any version', 'uint8(payload[0]) == VERSION', 'true'],
    ['lets a range end before its limit only', 'end > limit', 'end >= limit'],
    ['lets a range end one byte late', 'end > limit)', 'end > limit + 1 || end > payload.length)'],
    [
      'skips a byte of a malformed delta and reads on',
      '(position == 0) return (0, end)',
      '(position == 0) return (0, start + 1)',
    ],
    [
      'skips a byte of a malformed block and reads on',
      'return (payload.length, payload.length);',
      'return (payload.length, position + 1);',
    ],
    ['counts deposits in every block', 'i == 0 ? depositCount : 0', 'depositCount'],
    ['allows one input more', 'MAX_BLOCK_INPUTS = 8190', 'MAX_BLOCK_INPUTS = 8191'],
    ['drops bits of a delta', 'uint64(value)', 'uint64(uint48(value))'],
  ]

  const cases = [...payloadCases(SEED, 10_000), ...crowdedCases()]

  test.each(faults)('%s', async (_, right, wrong) => {
    let planted = 0
    const bytecode = compileHarness((source, path) => {
      if (path !== LIBRARY) return source
      planted = source.split(right).length - 1
      return source.replace(right, wrong)
    })
    expect(planted, `${right} occurs once`).toBe(1)
    const address = await evm.place(bytecode)
    expect(await findDeviation(evm, address, 'decodeAll', cases)).toBeDefined()
  })
})
