import { expect } from 'vitest'
import type { MvmRun } from './runMvm.ts'

/** The one line of JSON that a run with `--json` printed, checked for its outer form. */
export function readJson({ code, stdout, stderr }: MvmRun) {
  const lines = stdout.trimEnd().split('\n')
  expect(lines, stderr).toHaveLength(1)
  const printed = JSON.parse(lines[0] as string)
  expect(printed.ok, stdout).toBe(code === 0)
  expect(Object.keys(printed)).toEqual(
    code === 0 ? ['ok', 'data', 'warnings', 'next'] : ['ok', 'error', 'warnings'],
  )
  return printed
}
