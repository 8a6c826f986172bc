import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exceededShape } from '../../src/jsonrpc/exceededShape.ts'

const MANY = Number.POSITIVE_INFINITY

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

it('agrees with the depth of the parsed value on any JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 0, max: 8 }), (text, maxDepth) => {
      const isTooDeep = depthOf(JSON.parse(text)) > maxDepth
      const limit = exceededShape(Buffer.from(text), { jsonDepth: maxDepth, jsonValues: MANY })
      expect(limit).toBe(isTooDeep ? 'jsonDepth' : null)
    }),
    { seed: 7, numRuns: 2000 },
  )
})

it('does not count brackets inside of strings', () => {
  const text = Buffer.from('["[[[\\"[[[{{{,,,,"]')
  expect(exceededShape(text, { jsonDepth: 1, jsonValues: 2 })).toBeNull()
})

function valuesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return 1 + Object.values(value).reduce((sum: number, one) => sum + valuesOf(one), 0)
}

it('never counts less values than the parsed value has', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 1, max: 20 }), (text, jsonValues) => {
      const limit = exceededShape(Buffer.from(text), { jsonDepth: MANY, jsonValues })
      if (limit === null) expect(valuesOf(JSON.parse(text))).toBeLessThanOrEqual(jsonValues)
    }),
    { seed: 7, numRuns: 2000 },
  )
})

it('counts only what is there: a plain list of n values has n and itself', () => {
  const text = Buffer.from('["a", 1, {"b": 2, "c": []}]')
  expect(exceededShape(text, { jsonDepth: 3, jsonValues: 7 })).toBeNull()
  expect(exceededShape(text, { jsonDepth: 3, jsonValues: 6 })).toBe('jsonValues')
})
