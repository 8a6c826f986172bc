import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ChainStep, unreadChanges } from '../../src/filter/unreadChanges.ts'
import { TestDac } from '../dac/TestDac.ts'

it('leads from the chain as it was to the chain as it is, whatever lies between', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 10 }),
      fc.nat(6),
      (reorgs, startLength) => {
        const { chain, events } = new TestDac()
        chain.mine(...Array.from({ length: startLength }, () => ({})))
        const before = chain.blocks.map(({ hash }) => hash)
        const steps: ChainStep[] = []
        events.onHeadChange(({ removed, added }) => {
          for (const block of removed) steps.push({ kind: 'removed', block })
          for (const block of added) steps.push({ kind: 'added', block })
        })
        let timestamp = 1_000_000
        for (const [depth, length] of reorgs) {
          const blocks = Array.from({ length }, () => ({ timestamp: timestamp++ }))
          chain.reorganise(Math.min(depth, chain.blocks.length - 1), ...blocks)
        }
        const { removed, added } = unreadChanges(steps)
        const told = [...before]
        for (const { hash } of removed) expect(told.pop()).toBe(hash)
        told.push(...added.map(({ hash }) => hash))
        expect(told).toEqual(chain.blocks.map(({ hash }) => hash))
      },
    ),
    { seed: 12, numRuns: 500 },
  )
})
