import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashWords } from '../../src/hash/hashWords.ts'
import { fromHex, type OutputRoot, outputRootPath, toHex } from '../../src/index.ts'

const root = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => toHex(bytes) as OutputRoot)
const roots = fc.array(root, { minLength: 1, maxLength: 70 })
const firstBlocks = fc.integer({ min: 0, max: 2 ** 40 })

test('every path leads from its leaf to the same root', () => {
  fc.assert(
    fc.property(firstBlocks, roots, (firstBlock, all) => {
      const found = all.map((one, index) => {
        const { merkleRoot, siblings } = outputRootPath(firstBlock, all, index)
        let node: string = hashWords(firstBlock + index, one)
        for (const [level, sibling] of siblings.entries()) {
          node =
            ((index >> level) & 1) === 0
              ? hashWords(node as OutputRoot, sibling)
              : hashWords(sibling, node as OutputRoot)
        }
        expect(node).toBe(merkleRoot)
        expect(2 ** siblings.length).toBeGreaterThanOrEqual(all.length)
        expect(2 ** (siblings.length - 1)).toBeLessThan(all.length)
        return merkleRoot
      })
      expect(new Set(found).size).toBe(1)
    }),
    { numRuns: 50 },
  )
})

test('an index outside has no path', () => {
  const one = toHex(fromHex(`0x${'11'.repeat(32)}`)) as OutputRoot
  expect(() => outputRootPath(5, [one], 1)).toThrow(RangeError)
  expect(() => outputRootPath(5, [one], -1)).toThrow(RangeError)
  expect(() => outputRootPath(5, [], 0)).toThrow(RangeError)
})
