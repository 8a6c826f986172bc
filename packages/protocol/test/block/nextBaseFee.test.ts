import { BASE_FEE_CEILING, BASE_FEE_FLOOR, nextBaseFee } from '@mvm/protocol'
import { expect, test } from 'vitest'

const gasLimit = 30_000_000n
const next = (baseFeePerGas: bigint, gasUsed: bigint) =>
  nextBaseFee({ baseFeePerGas, gasLimit, gasUsed })

// The first three are Ethereum's own numbers (EIP-1559, go-ethereum's eip1559_test.go scaled to 30M).
test.each([
  [1_000_000_000n, 15_000_000n, 1_000_000_000n],
  [1_000_000_000n, 14_000_000n, 991_666_667n],
  [1_000_000_000n, 16_000_000n, 1_008_333_333n],
  [1_000_000_000n, 30_000_000n, 1_125_000_000n],
  [1_000_000_000n, 0n, 875_000_000n],
])('after a base fee of %i with %i gas used comes %i', (baseFee, gasUsed, expected) => {
  expect(next(baseFee, gasUsed)).toBe(expected)
})

test('the base fee never falls below 0.001 gwei', () => {
  expect(BASE_FEE_FLOOR).toBe(1_000_000n)
  expect(next(BASE_FEE_FLOOR, 0n)).toBe(BASE_FEE_FLOOR)
  expect(next(BASE_FEE_FLOOR + 1n, 0n)).toBe(BASE_FEE_FLOOR)
})

test('the base fee leaves the floor again with the first gas above the target', () => {
  expect(next(BASE_FEE_FLOOR, 15_000_001n)).toBe(BASE_FEE_FLOOR + 1n)
  expect(next(BASE_FEE_FLOOR, 15_000_000n)).toBe(BASE_FEE_FLOOR)
})

test('the base fee never rises above what 128 bits hold, and falls from there as from anywhere', () => {
  expect(next(BASE_FEE_CEILING, 15_000_001n)).toBe(BASE_FEE_CEILING)
  expect(next(BASE_FEE_CEILING - 1n, 30_000_000n)).toBe(BASE_FEE_CEILING)
  expect(next(BASE_FEE_CEILING, 15_000_000n)).toBe(BASE_FEE_CEILING)
  expect(next(BASE_FEE_CEILING, 0n)).toBe(BASE_FEE_CEILING - BASE_FEE_CEILING / 8n)
})
