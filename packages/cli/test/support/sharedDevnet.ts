import { inject } from 'vitest'
import type { DevnetLine } from './startDevnet.ts'

/**
 * The devnet that test files share. They use it at the same time, so that a file has accounts of its own to send from:
 * 0 `dac/create`, 1 `charter/propose`, 2 `ranger`, 3 `batch/verify`, 4 `bridge`, 5 and 6 `tx/send`, 7 `tx/force`,
 * 9 `sequencer`.
 */
export async function sharedDevnet(): Promise<DevnetLine> {
  const response = await fetch(inject('sharedDevnetUrl'))
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return JSON.parse(text) as DevnetLine
}
