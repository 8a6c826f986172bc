import { expect } from 'vitest'
import type { PoolReport } from './PoolUnderLoad.ts'

/** Nothing that was answered is lost, nothing that was shown is replaced, and everybody has the same, L1 too. */
export function expectOneChain(report: PoolReport): void {
  expect(report.violations).toEqual([])
  expect(report.lostHashes).toEqual([])
  expect(report.replaced).toEqual([])
  expect(report.unexpected).toEqual([])
  expect(new Set(report.hashesAtEnd)).toEqual(new Set([expect.any(String)]))
  expect(report.derivedOtherwise).toEqual([])
  expect(report.derivedTo).toBe(report.height)
  expect(report.announcements).toBeGreaterThan(report.height)
}
