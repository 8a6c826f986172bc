import { expect, it } from 'vitest'
import { randomQuantity } from '../../src/format/randomQuantity.ts'

it('is a quantity without leading zeros, and another one each time', () => {
  const ids = Array.from({ length: 2000 }, randomQuantity)
  for (const id of ids) expect(id).toMatch(/^0x[1-9a-f][0-9a-f]*$/)
  expect(new Set(ids).size).toBe(ids.length)
})
