import { type Hex, hashWords, toHex, type Word } from '@mvm/protocol'
import { AbiCoder, keccak256 } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const typedValue: fc.Arbitrary<{ type: string; value: Word }> = fc.oneof(
  fc.record({
    type: fc.constant('uint256'),
    value: fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, (1n << 256n) - 1n)),
  }),
  fc.record({ type: fc.constant('uint256'), value: fc.maxSafeNat() }),
  fc.record({ type: fc.constant('bool'), value: fc.boolean() }),
  fc.record({
    type: fc.constant('bytes32'),
    value: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes): Hex => toHex(bytes)),
  }),
  fc.record({
    type: fc.constant('address'),
    value: fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes): Hex => toHex(bytes)),
  }),
)

test('hashWords is keccak256 of what ethers ABI-encodes', () => {
  fc.assert(
    fc.property(fc.array(typedValue, { minLength: 1, maxLength: 32 }), (values) => {
      const encoding = AbiCoder.defaultAbiCoder().encode(
        values.map(({ type }) => type),
        values.map(({ value }) => value),
      )
      expect(hashWords(...values.map(({ value }) => value))).toBe(keccak256(encoding))
    }),
    { seed: 1, numRuns: 1_000 },
  )
})

test('hashWords refuses more words than its buffer holds', () => {
  expect(() => hashWords(...Array<Word>(33).fill(1))).toThrow(RangeError)
})

test('hashWords refuses what does not fit a word: it would spill into the one before', () => {
  const tooMuch: Word[] = [-1, -1n, 1.5, 2 ** 53, 2n ** 256n, 10n ** 80n, `0x${'00'.repeat(33)}`]
  for (const word of tooMuch) expect(() => hashWords(0, word)).toThrow(RangeError)
  expect(hashWords(2n ** 256n - 1n)).toBe(keccak256(`0x${'ff'.repeat(32)}`))
})
