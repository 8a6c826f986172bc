import { asHash } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { blobBaseFee, ethereumBaseFee, excessBlobGas } from '../../../../src/index.ts'
import { blobParametersOf } from '../../../../src/profile/ethereum/blobParametersOf.ts'
import { EMPTY_OMMERS_HASH } from '../../../../src/profile/ethereum/header/EMPTY_OMMERS_HASH.ts'
import { ethereumDifficulty } from '../../../../src/profile/ethereum/header/ethereumDifficulty.ts'

const BLOB = 131_072n
const GWEI = 10n ** 9n

describe('The base fee of an Ethereum block', () => {
  // Cases of go-ethereum's tests.
  it.each([
    [20_000_000n, 10_000_000n, 1_000_000_000n],
    [20_000_000n, 9_000_000n, 987_500_000n],
    [20_000_000n, 11_000_000n, 1_012_500_000n],
    [20_000_000n, 20_000_000n, 1_125_000_000n],
    [20_000_000n, 0n, 875_000_000n],
  ])('follows EIP-1559: limit %i, used %i', (gasLimit, gasUsed, expected) => {
    expect(ethereumBaseFee({ baseFeePerGas: GWEI, gasLimit, gasUsed })).toBe(expected)
  })

  it('begins with 1 gwei, rises by at least 1 wei and has no floor', () => {
    const gasLimit = 30_000_000n
    expect(ethereumBaseFee({ baseFeePerGas: null, gasLimit, gasUsed: 0n })).toBe(GWEI)
    expect(ethereumBaseFee({ baseFeePerGas: 7n, gasLimit, gasUsed: 15_000_001n })).toBe(8n)
    expect(ethereumBaseFee({ baseFeePerGas: 8n, gasLimit, gasUsed: 0n })).toBe(7n)
    expect(ethereumBaseFee({ baseFeePerGas: 0n, gasLimit, gasUsed: 0n })).toBe(0n)
  })
})

describe('The blob base fee', () => {
  // Cases of go-ethereum's tests.
  it.each([
    [0n, 1n],
    [2_314_057n, 1n],
    [2_314_058n, 2n],
    [10n * 1_024n * 1_024n, 23n],
  ])('follows EIP-4844: excess %i', (excess, expected) => {
    expect(blobBaseFee(excess, blobParametersOf('cancun').baseFeeUpdateFraction)).toBe(expected)
  })
})

describe('Excess blob gas', () => {
  const cancun = blobParametersOf('cancun')
  const after = (excess: bigint, blobs: bigint) =>
    excessBlobGas(
      { excessBlobGas: excess, blobGasUsed: blobs * BLOB, baseFeePerGas: GWEI },
      'cancun',
      cancun,
    )

  it('is what blocks had more blobs than their target (EIP-4844)', () => {
    expect(after(0n, 0n)).toBe(0n)
    expect(after(0n, 3n)).toBe(0n)
    expect(after(0n, 4n)).toBe(BLOB)
    expect(after(1n, 3n)).toBe(1n)
    expect(after(1n, 5n)).toBe(2n * BLOB + 1n)
    expect(after(3n * BLOB, 0n)).toBe(0n)
    expect(after(3n * BLOB - 1n, 0n)).toBe(0n)
    const parent = { excessBlobGas: null, blobGasUsed: null, baseFeePerGas: GWEI }
    expect(excessBlobGas(parent, 'cancun', cancun)).toBe(0n)
  })

  it('does not fall while blobs are cheaper than executing what they replace (EIP-7918)', () => {
    const osaka = { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716n }
    const parent = { excessBlobGas: 60n * BLOB, blobGasUsed: 6n * BLOB }
    // One blob's price is 131,072 × 4 wei; its reserve price is 8,192 × the base fee: they meet at 64 wei.
    expect(blobBaseFee(parent.excessBlobGas, osaka.baseFeeUpdateFraction)).toBe(4n)
    expect(excessBlobGas({ ...parent, baseFeePerGas: 64n }, 'osaka', osaka)).toBe(60n * BLOB)
    expect(excessBlobGas({ ...parent, baseFeePerGas: 65n }, 'osaka', osaka)).toBe(62n * BLOB)
    expect(excessBlobGas({ ...parent, baseFeePerGas: 65n }, 'prague', osaka)).toBe(60n * BLOB)
  })
})

describe('The difficulty of a block of proof of work', () => {
  const parent = {
    difficulty: 17_179_869_184n,
    number: 0,
    timestamp: 0,
    ommersHash: EMPTY_OMMERS_HASH,
  }

  it("is the one of Ethereum's first block", () => {
    expect(ethereumDifficulty(parent, 1_438_269_988, 'frontier', 0)).toBe(17_171_480_576n)
  })

  it('rises and falls by steps of the fork, and not below its least', () => {
    const step = parent.difficulty / 2_048n
    const change = (...[seconds, fork]: [number, 'frontier' | 'homestead' | 'byzantium']) =>
      (ethereumDifficulty(parent, seconds, fork, 0) - parent.difficulty) / step
    expect([12, 13, 1_000].map((seconds) => change(seconds, 'frontier'))).toEqual([1n, -1n, -1n])
    expect([9, 10, 20, 5_000].map((seconds) => change(seconds, 'homestead'))).toEqual([
      1n,
      0n,
      -1n,
      -99n,
    ])
    expect([8, 9, 18, 5_000].map((seconds) => change(seconds, 'byzantium'))).toEqual([
      1n,
      0n,
      -1n,
      -99n,
    ])
    const nephew = { ...parent, ommersHash: asHash<typeof EMPTY_OMMERS_HASH>('0x01') }
    expect(ethereumDifficulty(nephew, 8, 'byzantium', 0)).toBe(parent.difficulty + 2n * step)
    expect(ethereumDifficulty(nephew, 8, 'homestead', 0)).toBe(parent.difficulty + step)
    const least = { ...parent, difficulty: 131_072n }
    expect(ethereumDifficulty(least, 5_000, 'homestead', 0)).toBe(131_072n)
  })

  it('carries the bomb, which an upgrade puts off', () => {
    const late = { ...parent, number: 4_369_999 }
    const bomb = (delay: number) => ethereumDifficulty(late, 15, 'homestead', delay)
    expect(bomb(0)).toBe(parent.difficulty + 2n ** 41n)
    expect(bomb(3_000_000)).toBe(parent.difficulty + 2n ** 11n)
    expect(bomb(4_170_000)).toBe(parent.difficulty + 1n)
    expect(bomb(4_170_001)).toBe(parent.difficulty)
    expect(bomb(9_000_000)).toBe(parent.difficulty)
  })
})
