import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Journal } from '../../src/filter/Journal.ts'

it('gives every reader what a list that forgets nothing would, or says that it forgot', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.oneof(fc.constant('append' as const), fc.nat(40)), { maxLength: 80 }),
      (capacity, steps) => {
        const journal = new Journal<number>(capacity)
        const all: number[] = []
        for (const step of steps) {
          if (step === 'append') {
            journal.append(all.length)
            all.push(all.length)
            continue
          }
          const position = Math.min(step, journal.end)
          const entries = journal.since(position)
          // What is at least as young as the capacity is never forgotten.
          if (entries === null) expect(all.length - position).toBeGreaterThan(capacity)
          else expect(entries).toEqual(all.slice(position))
        }
        expect(journal.end).toBe(all.length)
      },
    ),
    { seed: 11, numRuns: 1000 },
  )
})
