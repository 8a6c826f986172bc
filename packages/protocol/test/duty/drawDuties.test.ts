import { asAddress, asHash, drawDuties, type Hash } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const seed = asHash<Hash<'epoch seed'>>(`0x${'5e'.repeat(32)}`)

test('every segment has its checkers, all different, or every member where there are fewer', () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 8 }),
      (memberCount, checkers, segmentCount) => {
        const members = Array.from({ length: memberCount }, (_, i) =>
          asAddress(`0x${(i + 1).toString(16).padStart(40, '0')}`),
        )
        const draw = { seed, chainId: 2 ** 32, stateBatchIndex: 1, segmentCount, checkers, members }
        const duties = drawDuties(draw)
        expect(duties).toHaveLength(segmentCount)
        for (const drawn of duties) {
          expect(drawn).toHaveLength(Math.min(checkers, memberCount))
          expect(new Set(drawn).size).toBe(drawn.length)
          for (const account of drawn) expect(members).toContain(account)
        }
        // A lesser number of checkers keeps who comes first.
        const fewer = drawDuties({ ...draw, checkers: Math.ceil(checkers / 2) })
        fewer.forEach((drawn, i) => {
          expect(duties[i]?.slice(0, drawn.length)).toEqual(drawn)
        })
      },
    ),
    { seed: 7 },
  )
})
