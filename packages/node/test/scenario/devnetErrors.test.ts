import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../src/devnet/freePort.ts'
import { processTable } from '../support/processTable.ts'
import { tempFolder } from '../support/tempFolder.ts'
import { waitFor } from '../support/waitFor.ts'

const MAIN = fileURLToPath(new URL('../../../../dist/mvm-node.js', import.meta.url))

interface Failure {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

describe('a devnet that cannot come up', () => {
  const folder = tempFolder('errors')
  const mounts: string[] = []
  const servers: Server[] = []
  let data: string
  beforeEach(() => {
    data = join(folder.path, String(Math.random()).slice(2))
  })
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })
  afterAll(() => {
    for (const mount of mounts) execFileSync('umount', [mount])
    folder.remove()
  })

  /** Runs `mvm-node devnet` until it ends by itself. */
  async function fail(...options: string[]): Promise<Failure> {
    const child = spawn(process.execPath, [MAIN, 'devnet', '--json', ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const [code] = await once(child, 'close')
    return { code, stdout, stderr }
  }

  /** What holds for every failure: a typed error that says what to do, and nothing left. */
  async function expectFailure(failure: Failure, code: string, ...words: string[]): Promise<void> {
    expect(failure).toMatchObject({ code: 6, stdout: '' })
    expect(failure.stderr).toMatch(new RegExp(`^error ${code}: `, 'm'))
    for (const word of words) expect(failure.stderr).toContain(word)
    expect(failure.stderr).toMatch(/\n {2}\S/)
    expect(failure.stderr).not.toMatch(/^\s+at |internal error|node:internal/m)
    await waitFor('every process to end', () => processesOn(data).length === 0)
  }

  /** Processes of devnets on a folder: each names it on its command line. */
  function processesOn(path: string): number[] {
    return processTable()
      .filter(({ command, isZombie }) => command.includes(path) && !isZombie)
      .map(({ pid }) => pid)
  }

  async function takePort(): Promise<number> {
    const port = await freePort(0, '--port')
    const server = createServer().listen({ port, host: '127.0.0.1' })
    servers.push(server)
    await once(server, 'listening')
    return port
  }

  it.each([
    ['--port', '--l1-port'],
    ['--l1-port', '--port'],
  ])('says that the port of %s is taken', async (taken, free) => {
    const port = String(await takePort())
    const failure = await fail(taken, port, free, '0', '--data', data)
    await expectFailure(failure, 'PORT_TAKEN', port, `${taken} <port>`)
  })

  it('leaves a folder of another version alone', async () => {
    mkdirSync(data, { recursive: true })
    const record = '{"version":99,"l1ChainId":1}'
    writeFileSync(join(data, 'devnet.json'), record)
    const failure = await fail('--port', '0', '--l1-port', '0', '--data', data)
    await expectFailure(failure, 'DATA_FOLDER_VERSION', 'version 99', data, '--data')
    expect(readFileSync(join(data, 'devnet.json'), 'utf8')).toBe(record)
  })

  it('says when devnet.json is damaged', async () => {
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'devnet.json'), '{"version":1,')
    const failure = await fail('--port', '0', '--l1-port', '0', '--data', data)
    await expectFailure(failure, 'DATA_FOLDER_UNUSABLE', data, 'devnet.json')
  })

  it('names the process that holds the folder', async () => {
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'lock'), String(process.pid))
    const failure = await fail('--port', '0', '--l1-port', '0', '--data', data)
    await expectFailure(failure, 'DATA_FOLDER_LOCKED', data, String(process.pid))
    expect(readFileSync(join(data, 'lock'), 'utf8')).toBe(String(process.pid))
  })

  it('says when a file is where the folder should be', async () => {
    writeFileSync(data, '')
    const failure = await fail('--port', '0', '--l1-port', '0', '--data', data)
    await expectFailure(failure, 'DATA_FOLDER_UNUSABLE', data, 'a file is in its place')
  })

  it('says when the disk is read-only', async ({ skip }) => {
    if (!mount('size=100m,ro')) skip('SKIPPED: no read-only file system can be mounted here')
    const failure = await fail('--port', '0', '--l1-port', '0', '--data', data)
    await expectFailure(failure, 'DATA_FOLDER_UNUSABLE', data, 'read-only')
    const below = await fail('--port', '0', '--l1-port', '0', '--data', join(data, 'a', 'b'))
    await expectFailure(below, 'DATA_FOLDER_UNUSABLE', data, 'cannot be written')
  })

  it('says when the disk has no space', async ({ skip }) => {
    if (!mount('size=1m')) skip('SKIPPED: no small file system can be mounted here')
    const failure = await fail('--port', '0', '--l1-port', '0', '--data', join(data, 'devnet'))
    await expectFailure(failure, 'DATA_FOLDER_UNUSABLE', data, 'MiB free')
  })

  it('ends at once when a node does not come up', async () => {
    const failing = fail('--port', '0', '--l1-port', '0', '--data', data)
    await waitFor('a sequencer to start', () => {
      const pid = processesOn(join(data, 'sequencer-2'))[0]
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      return pid !== undefined
    })
    await expectFailure(await failing, 'NODE_START', 'sequencer', data)
  })

  it.each([
    ['--port', '70000'],
    ['--dacs', '0'],
    ['--block-time', 'soon'],
    ['--dac', '2'],
  ])('explains a wrong option: %s %s', async (...option) => {
    const failure = await fail(...option)
    expect(failure).toMatchObject({ code: 2, stdout: '' })
    expect(failure.stderr).toContain(option[0])
    expect(failure.stderr).not.toMatch(/^\s+at /m)
  })

  function mount(options: string): boolean {
    mkdirSync(data, { recursive: true })
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', data], { stdio: 'ignore' })
    } catch {
      return false
    }
    mounts.push(data)
    return true
  }
})
