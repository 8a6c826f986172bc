import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exceedsDepth } from '../../src/jsonrpc/exceedsDepth.ts'

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

it('agrees with the depth of the parsed value on any JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 0, max: 8 }), (text, maxDepth) => {
      const isTooDeep = depthOf(JSON.parse(text)) > maxDepth
      expect(exceedsDepth(Buffer.from(text), maxDepth)).toBe(isTooDeep)
    }),
    { seed: 7, numRuns: 2000 },
  )
})

it('does not count brackets inside of strings', () => {
  expect(exceedsDepth(Buffer.from('["[[[\\"[[[{{{"]'), 1)).toBe(false)
})
