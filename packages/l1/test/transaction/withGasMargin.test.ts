import { expect, test } from 'vitest'
import { withGasMargin } from '../../src/index.ts'

const MAX = 16_777_216n

test('an estimate gets a quarter more and five new words of storage', () => {
  expect(withGasMargin(55_653n)).toBe(55_653n + 13_913n + 110_500n)
})

test('no limit is above what one transaction may have, as long as the estimate is not', () => {
  expect(withGasMargin(15_000_000n)).toBe(MAX)
  expect(withGasMargin(MAX)).toBe(MAX)
  expect(withGasMargin(MAX + 1n)).toBe(MAX + 1n)
})
