import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runInParallel } from './runInParallel.ts'

const folder = mkdtempSync(join(tmpdir(), 'mvm-state-tests-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...parameters: string[]) {
  const script = join(import.meta.dirname, 'main.ts')
  return spawnSync(process.execPath, [script, ...parameters], { encoding: 'utf8' })
}

const sender = '0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b'
const target = '0x000000000000000000000000000000000000c0de'
const env = {
  currentCoinbase: '0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba',
  currentGasLimit: '0x1c9c380',
  currentNumber: '0x1',
  currentTimestamp: '0x3e8',
}
const pre = {
  [sender]: { nonce: '0x00', balance: '0x3635c9adc5dea00000', code: '0x', storage: {} },
  [target]: { nonce: '0x01', balance: '0x00', code: '0x600160015500', storage: {} },
}

/** One case whose transaction is no transaction, which is what it expects or not. */
function writeCase(name: string, post: object): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  const test = { env, pre, post: { Osaka: [post] } }
  writeFileSync(join(path, 'case.json'), JSON.stringify({ [name]: test }))
  return path
}

const NO_LOGS = '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347'

describe('the command for state tests', () => {
  writeCase('first', { hash: '0x00', logs: NO_LOGS, txbytes: '0x00' })

  it('ends with 2 and its usage for what it does not know, without a stack trace', () => {
    for (const [words, problem] of [
      [['state-tests', folder, '--bogus'], "Unknown option '--bogus'"],
      [['state-tests', folder, '--filter'], '--filter'],
      [['state-tests', folder, '--filter', '('], '--filter'],
      [['state-tests', '/nowhere'], 'no state tests in /nowhere'],
      [['state-tests'], 'give one folder'],
      [['one-step', folder, '--solidity', 'some'], '--solidity takes'],
      [['one-step', folder, '--deny', 'SSTORE'], '--deny belongs to state-tests'],
      [['state-tests', folder, '--solidity', 'all'], '--solidity belongs to one-step'],
      [['block-tests', folder], 'no suite block-tests'],
      [[], 'name one'],
    ] as const) {
      const { status, stderr } = run(...words)
      expect(stderr).toContain(problem)
      expect(stderr).toContain('Usage: pnpm conformance state-tests <folder>')
      expect(stderr).not.toContain('    at ')
      expect(status).toBe(2)
    }
  })

  it('ends with 2 for numbers that are none', () => {
    const path = writeCase('numbers', { hash: '0x00', logs: NO_LOGS, txbytes: '0x00' })
    for (const words of [
      ['--every', '0'],
      ['--jobs', 'many'],
      ['--deny', '0x100'],
      ['--deny', 'DEPLOY'],
    ]) {
      const { status, stderr } = run('state-tests', path, ...words)
      expect(stderr).toContain(`${words[0]} takes`)
      expect(status).toBe(2)
    }
  })

  it('ends with 1 and names a case that fails, with the reason and the totals last', () => {
    const path = writeCase('refused', { hash: '0x00', logs: NO_LOGS, txbytes: '0x00' })
    const { status, stdout } = run('state-tests', path, '--jobs', '1')
    expect(stdout).toMatch(/^FAILED refused \[Osaka 0\]: it was skipped/)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed, 0 skipped')
    expect(status).toBe(1)
  })

  it('ends with 0 when everything passes', () => {
    const failing = writeCase('root', {
      expectException: 'x',
      hash: '0x00',
      logs: NO_LOGS,
      txbytes: '0x00',
    })
    const root = /state root (0x[0-9a-f]{64})/.exec(run('state-tests', failing).stdout)?.[1]
    const path = writeCase('passing', {
      expectException: 'x',
      hash: root,
      logs: NO_LOGS,
      txbytes: '0x00',
    })
    const { status, stdout } = run('state-tests', path, '--filter', 'passing', '--every', '1')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed, 0 skipped')
    expect(status).toBe(0)
  })

  it('steps through cases one by one, and ends with 1 for one that cannot be run', () => {
    const post = { expectException: 'x', hash: '0x00', logs: NO_LOGS, txbytes: '0x00' }
    const passing = run('one-step', writeCase('stepped', post))
    expect(passing.stdout).toContain('BLOCK_END → HALT: 1, 1 shapes, 0 to L1')
    expect(passing.stdout).toContain('not admitted, by both: 1 INVALID_ENCODING')
    expect(passing.stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed, 0 skipped')
    expect(passing.status).toBe(0)
    const { stdout, status } = run('one-step', writeCase('formless', { hash: '0x00' }))
    expect(stdout).toMatch(/^FAILED formless \[Osaka 0\]: it cannot be run/)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed, 0 skipped')
    expect(status).toBe(1)
  })

  it('prints its usage on --help', () => {
    const { status, stdout } = run('--help')
    expect(stdout).toContain('--deny')
    expect(status).toBe(0)
  })
})

describe('a case on which a worker thread dies', () => {
  it('has failed, by its name', async () => {
    // Not the form of a state test at all.
    const path = writeCase('malformed', { hash: '0x00', logs: NO_LOGS })
    const lines: string[] = []
    const totals = await runInParallel({ folder: path, every: 1 }, 1, (line) => lines.push(line))
    expect(totals).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(lines).toEqual([
      expect.stringMatching(/^FAILED malformed \[Osaka 0\]: the runner crashed/),
    ])
  })

  it('has failed when it does not end in time', async () => {
    const path = writeCase('slow', { hash: '0x00', logs: NO_LOGS, txbytes: '0x00' })
    const lines: string[] = []
    const totals = await runInParallel({ folder: path, every: 1 }, 1, (line) => lines.push(line), 1)
    expect(totals.failed).toBe(1)
    expect(lines[0]).toContain('it did not end in 0.001 s')
  })
})
