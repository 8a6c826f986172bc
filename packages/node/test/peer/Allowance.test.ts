import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Allowance } from '../../src/peer/Allowance.ts'

const LIMITS = { burstBytes: 10_000, bytesPerS: 1_000, leastBytes: 100 }

test('what comes at once is read at once up to a point, and later again', () => {
  const allowance = new Allowance(LIMITS)
  expect(allowance.take(9_900, 0)).toBe(0)
  expect(allowance.take(1, 0)).toBe(0)
  expect(allowance.take(500, 0)).toBe(500)
  expect(allowance.take(500, 500)).toBe(500)
  expect(allowance.take(10_000, 3_600_000)).toBe(0)
  expect(allowance.take(100, 3_600_000)).toBe(100)
})

test('over any time no more is read than the burst and what came back, and a frame beyond', () => {
  const frames = fc.array(fc.record({ bytes: fc.nat(3_000), pauseMs: fc.nat(300) }), {
    minLength: 50,
  })
  fc.assert(
    fc.property(frames, (all) => {
      const allowance = new Allowance(LIMITS)
      let nowMs = 0
      let read = 0
      for (const { bytes, pauseMs } of all) {
        nowMs += pauseMs
        const most = LIMITS.burstBytes + (nowMs * LIMITS.bytesPerS) / 1_000
        expect(read).toBeLessThanOrEqual(most + 1)
        read += Math.max(bytes, LIMITS.leastBytes)
        nowMs += allowance.take(bytes, nowMs)
      }
    }),
    { seed: 20_261_121, numRuns: 200 },
  )
})
