import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { colourFor } from '../../src/output/colourFor.ts'
import { TerminalProgress } from '../../src/output/TerminalProgress.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

function onTerminal(columns = 80) {
  let written = ''
  const progress = new TerminalProgress(
    (text) => {
      written += text
    },
    () => columns,
    colourFor(false, {}),
  )
  return { progress, written: () => written }
}

test('redraws the running step with its seconds and leaves ended ones standing', () => {
  const { progress, written } = onTerminal()
  progress.step('one')
  vi.advanceTimersByTime(1_200)
  progress.step('two')
  progress.end('failed')
  const lines = written().split('\n')
  expect(lines[0]?.split('\r\u001b[2K').at(-1)).toBe('✓ one (1.2 s)')
  expect(lines[1]?.split('\r\u001b[2K').at(-1)).toBe('✗ two (0.0 s)')
  expect(lines[0]?.split('\r').length).toBeGreaterThan(10)
})

test('stops redrawing when the step has ended', () => {
  const { progress, written } = onTerminal()
  progress.step('one')
  progress.end('done')
  const before = written()
  vi.advanceTimersByTime(1_000)
  progress.end('done')
  expect(written()).toBe(before)
})

test('cuts a step to the width of the terminal', () => {
  const { progress, written } = onTerminal(40)
  progress.step('x'.repeat(200))
  progress.end('done')
  const last = written().trimEnd().split('\u001b[2K').at(-1) ?? ''
  expect(last.length).toBeLessThanOrEqual(40)
  expect(last).toContain('…')
})

test('a note stands on a line of its own above the running step', () => {
  const { progress, written } = onTerminal()
  progress.step('one')
  progress.note('careful')
  expect(written()).toContain('\r\u001b[2Kcareful\n')
})

test('NO_COLOR, a dumb terminal and no terminal mean no colours', () => {
  expect(colourFor(true, { NO_COLOR: '1' })('red', 'x')).toBe('x')
  expect(colourFor(true, { TERM: 'dumb' })('red', 'x')).toBe('x')
  expect(colourFor(false, {})('red', 'x')).toBe('x')
  expect(colourFor(true, {})('red', 'x')).toBe('\u001b[31mx\u001b[39m')
})
