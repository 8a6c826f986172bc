import { precompilePrice } from '../../src/precompile/precompilePrice.ts'

const IDENTITY = 4

/** What a precompile costs, identity included. */
export function priceOf(number: number, input: Uint8Array): bigint {
  if (number === IDENTITY) return 15n + 3n * BigInt(Math.ceil(input.length / 32))
  return precompilePrice(number, input)
}
