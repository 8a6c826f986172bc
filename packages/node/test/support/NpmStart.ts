import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { DevnetDescription } from '../../src/devnet/describeDevnet.ts'
import { endWithUs } from '../../src/devnet/endWithUs.ts'
import { processTable } from './processTable.ts'
import { descendants, isAlive } from './processTree.ts'
import { waitFor } from './waitFor.ts'

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const START_TIMEOUT_MS = 120_000
const END_TIMEOUT_MS = 30_000

/** `npm start --silent -- --json …` in the repository, as a person or a script types it. */
export class NpmStart {
  readonly startedAtMs = performance.now()
  /** Of the outermost npm. */
  readonly pid: number
  readonly #child: ChildProcess
  readonly #exited: Promise<number | null>
  readonly #seen = new Set<number>()
  #stdout = ''
  #stderr = ''

  constructor(options: readonly string[]) {
    const arguments_ = ['start', '--silent', '--', '--json', ...options]
    this.#child = spawn('npm', arguments_, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.pid = this.#child.pid as number
    const callOff = endWithUs(this.pid)
    this.#exited = once(this.#child, 'close').then(([code]) => {
      callOff()
      return code as number | null
    })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text
    })
  }

  get stdout(): string {
    return this.#stdout
  }

  get stderr(): string {
    return this.#stderr
  }

  /** The line of JSON, as soon as it is there, and the milliseconds that it took. */
  async ready(): Promise<{ readonly description: DevnetDescription; readonly tookMs: number }> {
    const isOver = () => this.#child.exitCode !== null || this.#stdout.includes('\n')
    await waitFor('the line of JSON', isOver, { timeoutMs: START_TIMEOUT_MS })
    if (!this.#stdout.includes('\n')) throw new Error(`npm start has ended:\n${this.#stderr}`)
    const tookMs = Math.round(performance.now() - this.startedAtMs)
    return { description: JSON.parse(this.#stdout), tookMs }
  }

  /** Waits for something on stderr. */
  async said(text: string): Promise<void> {
    await waitFor(`"${text}" on stderr`, () => this.#stderr.includes(text), {
      timeoutMs: START_TIMEOUT_MS,
      intervalMs: 10,
    })
  }

  /** All processes that npm has under it now. They are remembered for {@link survivors}. */
  processes(): readonly number[] {
    const now = descendants(this.pid)
    for (const pid of now) this.#seen.add(pid)
    return now
  }

  /** Resident memory of all processes, in MiB. */
  residentMiB(): number {
    const pids = [this.pid, ...this.processes()]
    const ours = processTable().filter(({ pid }) => pids.includes(pid))
    return Math.round(ours.reduce((sum, { residentKib }) => sum + residentKib, 0) / 1024)
  }

  /** Sends a signal to the outermost npm alone; resolves with its exit code when it has ended. */
  async end(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null> {
    this.processes()
    this.#child.kill(signal)
    const late = delay(END_TIMEOUT_MS, 'late', { ref: false })
    const code = await Promise.race([this.#exited, late])
    if (code !== 'late') return code as number | null
    const left = this.survivors()
    for (const pid of [this.pid, ...left]) process.kill(pid, 'SIGKILL')
    throw new Error(`npm start did not end on ${signal}; left: ${left}\n${this.#stderr}`)
  }

  /** The processes seen under npm that are still there, of which there should be none after the end. */
  survivors(): readonly number[] {
    return [...this.#seen].filter(isAlive)
  }

  /** For `afterAll`: ends what a failed test left. */
  async cleanUp(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.end('SIGTERM')
    for (const pid of this.survivors()) process.kill(pid, 'SIGKILL')
  }
}
