import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { L1Block, L1HeadChange } from '../../src/index.ts'
import { joinChanges } from '../../src/rollup/joinChanges.ts'

type Chain = readonly string[]

function apply(chain: Chain, change: L1HeadChange): Chain {
  const kept =
    change.kind === 'reorganised' ? chain.slice(0, change.commonAncestorNumber + 1) : chain
  expect(change.blocks[0]?.number).toBe(kept.length)
  return [...kept, ...change.blocks.map(({ hash }) => hash)]
}

test('has the effect of both changes, for any two', () => {
  const move = fc.record({ back: fc.nat(6), forward: fc.integer({ min: 1, max: 6 }) })
  fc.assert(
    fc.property(fc.array(move, { minLength: 2, maxLength: 6 }), (moves) => {
      const start: Chain = Array.from({ length: 30 }, (_, i) => `start ${i}`)
      let chain = start
      let joined: L1HeadChange | null = null
      moves.forEach(({ back, forward }, fork) => {
        const length = chain.length - back
        const blocks = Array.from({ length: forward }, (_, i) => {
          return { number: length + i, hash: `${fork} ${i}` } as unknown as L1Block
        })
        const latest = blocks.at(-1) as L1Block
        const fields = { blocks, latest, safeNumber: fork, finalizedNumber: null }
        const change: L1HeadChange =
          back === 0
            ? { kind: 'advanced', ...fields }
            : { kind: 'reorganised', commonAncestorNumber: length - 1, ...fields }
        chain = apply(chain, change)
        joined = joined === null ? change : joinChanges(joined, change)
      })
      expect(apply(start, joined as unknown as L1HeadChange)).toEqual(chain)
      expect(joined).toMatchObject({ safeNumber: moves.length - 1 })
      expect((joined as unknown as L1HeadChange).latest.hash).toBe(chain.at(-1))
    }),
    { seed: 11, numRuns: 2000 },
  )
})
