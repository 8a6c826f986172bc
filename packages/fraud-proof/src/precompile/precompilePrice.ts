import { toBigInt } from '@mvm/protocol'
import { modExpLengths } from './modExp.ts'
import { G1_DISCOUNTS, G2_DISCOUNTS } from './msmDiscounts.ts'
import { padded } from './padded.ts'

const BLAKE2F_INPUT = 213
const UNPAYABLE = (1n << 256n) - 1n

/**
 * What a precompile, identity excepted, costs by Osaka's rules. Of an input that it refuses because of its length the price is that of the
 * whole items in it.
 */
export function precompilePrice(number: number, input: Uint8Array): bigint {
  const { length } = input
  const words = BigInt(Math.ceil(length / 32))
  const items = (size: number): bigint => BigInt(Math.floor(length / size))
  switch (number) {
    case 1:
      return 3_000n
    case 2:
      return 60n + 12n * words
    case 3:
      return 600n + 120n * words
    case 5:
      return modExpPrice(input)
    case 6:
      return 150n
    case 7:
      return 6_000n
    case 8:
      return 45_000n + 34_000n * items(192)
    case 9:
      return length === BLAKE2F_INPUT ? toBigInt(input.subarray(0, 4)) : 0n
    case 10:
      return 50_000n
    case 11:
      return 375n
    case 12:
      return msmPrice(items(160), 12_000n, G1_DISCOUNTS)
    case 13:
      return 600n
    case 14:
      return msmPrice(items(288), 22_500n, G2_DISCOUNTS)
    case 15:
      return 37_700n + 32_600n * items(384)
    case 16:
      return 5_500n
    case 17:
      return 23_800n
    default:
      return 6_900n
  }
}

/** EIP-2537. */
function msmPrice(count: bigint, price: bigint, discounts: readonly number[]): bigint {
  if (count === 0n) return 0n
  const discount = discounts[Math.min(Number(count), discounts.length) - 1] as number
  return (count * price * BigInt(discount)) / 1_000n
}

/** EIP-7883. Lengths that EIP-7823 forbids cost more than anybody has. */
function modExpPrice(input: Uint8Array): bigint {
  const lengths = modExpLengths(input)
  if (lengths === null) return UNPAYABLE
  const [baseLength, exponentLength, modulusLength] = lengths
  const longest = Math.max(baseLength, modulusLength)
  const words = BigInt(Math.ceil(longest / 8))
  const complexity = longest > 32 ? 2n * words * words : 16n
  const head = padded(input, 96 + baseLength, Math.min(exponentLength, 32))
  const bits = head.length === 0 ? 0n : toBigInt(head)
  const headBits = bits === 0n ? 0 : bits.toString(2).length - 1
  const iterations = 16 * Math.max(0, exponentLength - 32) + headBits
  const price = complexity * BigInt(Math.max(iterations, 1))
  return price < 500n ? 500n : price
}
