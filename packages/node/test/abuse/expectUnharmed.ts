import { expect } from 'vitest'
import type { AttackReport } from './AbusedNetwork.ts'

const MAX_RESIDENT_MIB = 2_048

/** No answer was wrong, blocks went on, and memory has its bound. */
export function expectUnharmed({ wrong, pace, peakMiB }: AttackReport): void {
  expect(wrong).toEqual([])
  expect(pace.blocks).toBeGreaterThan(0)
  expect(peakMiB).toBeLessThan(MAX_RESIDENT_MIB)
}
