import { InvalidArgumentError } from 'commander'
import { expect, test } from 'vitest'
import { readAmount } from '../../src/argument/readAmount.ts'

test.each([
  ['0', 0n],
  ['1', 1n],
  ['1000000000000000000', 10n ** 18n],
  ['1mt', 10n ** 18n],
  ['1.5MT', 15n * 10n ** 17n],
  ['0.000000000000000001mt', 1n],
  ['20gwei', 20n * 10n ** 9n],
  ['1 ether', 10n ** 18n],
  ['7wei', 7n],
])('%j is %s wei', (text, wei) => {
  expect(readAmount(text)).toBe(wei)
})

test.each([
  '',
  '1.5',
  '-1',
  '1e18',
  '1.5wei',
  '0x10',
  '1usd',
  '0.0000000000000000001mt',
  '9'.repeat(78),
])('%j is refused', (text) => {
  expect(() => readAmount(text)).toThrow(InvalidArgumentError)
})
