import { Interface } from 'ethers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { TestEvm } from '../../../protocol/test/solidity/TestEvm.ts'
import { precompilePrice } from '../../src/precompile/precompilePrice.ts'
import { bytes, precompileInputs, word, worstInputs } from './precompileInputs.ts'

const abi = new Interface([
  'function read(address precompile, bytes[] inputs) returns (tuple(uint256 price, uint256 charged, bool success)[])',
])
const INPUTS_PER_CALL = 16
const SHA256 = 2
const SHA256_OF_NOTHING = 60n

interface Reading {
  readonly price: bigint
  readonly charged: bigint
  readonly success: boolean
}

describe('the price of a precompile', { timeout: 300_000 }, () => {
  let evm: TestEvm
  let meter: string
  /** What a call costs beside the precompile. */
  let calling: bigint
  beforeAll(async () => {
    const code = compileSolidity('contracts/test/l1/dispute/PrecompileMeter.sol', 'PrecompileMeter')
    evm = await TestEvm.start()
    meter = await evm.place(code)
    const [reading] = await read(SHA256, [new Uint8Array()])
    calling = (reading as Reading).charged - SHA256_OF_NOTHING
  })
  afterAll(() => evm?.stop())

  async function read(number: number, inputs: readonly Uint8Array[]): Promise<Reading[]> {
    const address = `0x${number.toString(16).padStart(40, '0')}`
    const readings: Reading[] = []
    for (let from = 0; from < inputs.length; from += INPUTS_PER_CALL) {
      const some = inputs.slice(from, from + INPUTS_PER_CALL)
      const answer = await evm.call(meter, abi.encodeFunctionData('read', [address, some]))
      readings.push(...(abi.decodeFunctionResult('read', answer)[0] as Iterable<Reading>))
    }
    return readings
  }

  /** That both descriptions have the same price, and L1 charges it if the call succeeds. */
  async function expectCharged(number: number, inputs: readonly Uint8Array[]): Promise<number> {
    const readings = await read(number, inputs)
    const prices = inputs.map((input) => precompilePrice(number, input))
    expect(readings.map(({ price }) => price)).toEqual(prices)
    const charged = readings.map(({ success, charged }, i) =>
      success ? charged - calling : prices[i],
    )
    expect(charged).toEqual(prices)
    return readings.filter(({ success }) => success).length
  }

  it('is what L1 charges for every input that it takes', async () => {
    for (const [key, inputs] of Object.entries(precompileInputs())) {
      if (key === '4') continue
      const worst = worstInputs.filter(([, number]) => number === Number(key))
      const all = [...Object.values(inputs).flat(), ...worst.map(([, , input]) => input)]
      expect(await expectCharged(Number(key), all)).toBeGreaterThan(0)
    }
  })

  it.each([
    [12, 160, 204],
    [14, 288, 113],
    [15, 384, 20],
    [8, 192, 20],
  ])(
    'is what L1 charges precompile %i for every number of items of %i bytes',
    async (number, size, most) => {
      const inputs = Array.from({ length: most }, (_, i) => new Uint8Array((i + 1) * size))
      expect(await expectCharged(number, inputs)).toBe(most)
    },
  )

  it('of MODEXP is what L1 charges for all lengths and exponents', async () => {
    const length = fc.oneof(
      { weight: 3, arbitrary: fc.nat(70) },
      { weight: 1, arbitrary: fc.nat(1024) },
      { weight: 1, arbitrary: fc.constantFrom(0, 31, 32, 33, 1023, 1024, 1025) },
    )
    const head = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.nat(40).map((zeros) => new Uint8Array(zeros + 1).fill(1, zeros)),
    )
    const input = fc.tuple(length, length, length, head).map(([base, exponent, modulus, e]) => {
      const skipped = new Uint8Array(base).fill(3)
      return bytes(word(base), word(exponent), word(modulus), skipped, e)
    })
    const inputs = fc.sample(input, { seed: 20_260, numRuns: 400 })
    expect(await expectCharged(5, inputs)).toBeGreaterThan(300)
  })
})
