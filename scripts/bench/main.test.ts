import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

function run(...parameters: string[]) {
  const script = join(import.meta.dirname, 'main.ts')
  return spawnSync(process.execPath, [script, ...parameters], { encoding: 'utf8' })
}

describe('the command for benchmarks', () => {
  it('ends with 2 and its usage for what it does not know, without a stack trace', () => {
    for (const [words, problem] of [
      [['--bogus'], "Unknown option '--bogus'"],
      [['speed'], 'no benchmark speed'],
      [['charter', 'transfers'], 'name one benchmark'],
      [['--rounds', '0'], '--rounds takes'],
      [['--transactions', 'many'], '--transactions takes'],
    ] as const) {
      const { status, stderr } = run(...words)
      expect(stderr).toContain(problem)
      expect(stderr).toContain('Usage: npm run bench')
      expect(stderr).not.toContain('    at ')
      expect(status).toBe(2)
    }
  })

  it('measures the trace of an ERC-20 transfer', () => {
    const { status, stdout } = run('trace', '--only', 'ERC-20')
    expect(stdout).toMatch(
      /^ERC-20 transfer: \d+ steps, .*, 248 commitments in .* s CPU\); executor/m,
    )
    expect(status).toBe(0)
  })

  it('measures the cost of the charter in both workloads', () => {
    const { status, stdout } = run('charter', '--rounds', '1')
    for (const text of ['arithmetic:', 'ERC-20 transfers:', '21 restricted opcodes']) {
      expect(stdout).toContain(text)
    }
    expect(status).toBe(0)
  })
})
