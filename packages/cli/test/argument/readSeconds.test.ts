import { InvalidArgumentError } from 'commander'
import { expect, test } from 'vitest'
import { readSeconds } from '../../src/argument/readSeconds.ts'

test.each([
  ['90', 90],
  ['90s', 90],
  ['5m', 300],
  ['2h', 7200],
  ['0.5', 0.5],
])('%j is %s seconds', (text, seconds) => {
  expect(readSeconds(text)).toBe(seconds)
})

test.each(['', 'soon', '-1', '5d', '1e9', '600h'])('%j is refused', (text) => {
  expect(() => readSeconds(text)).toThrow(InvalidArgumentError)
})
