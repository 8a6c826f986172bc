import { keccak256 } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeccakSponge, SPONGE_RATE } from '../../src/hash/KeccakSponge.ts'

const bytes = fc.uint8Array({ maxLength: 5 * SPONGE_RATE })

it('a sponge that is fed in pieces gives keccak256 of the whole', () => {
  const cuts = fc.array(fc.nat(5), { maxLength: 3 })
  fc.assert(
    fc.property(bytes, cuts, (data, blockCounts) => {
      let sponge = KeccakSponge.fresh
      let done = 0
      for (const count of blockCounts) {
        const end = done + count * SPONGE_RATE
        if (end > data.length) break
        sponge = sponge.absorb(data.subarray(done, end))
        done = end
      }
      expect(sponge.finish(data.subarray(done))).toEqual(keccak256(data))
    }),
    { seed: 20_260, numRuns: 300 },
  )
})

it('a sponge stays as it is when it absorbs or finishes', () => {
  const sponge = KeccakSponge.fresh.absorb(new Uint8Array(SPONGE_RATE).fill(7))
  const before = sponge.encode()
  sponge.absorb(new Uint8Array(SPONGE_RATE))
  sponge.finish(new Uint8Array(1))
  expect(sponge.encode()).toEqual(before)
  expect(sponge.hash()).not.toBe(KeccakSponge.fresh.hash())
})
