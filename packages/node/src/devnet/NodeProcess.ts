import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { NodeStartError } from '../error/NodeStartError.ts'
import type { NodeMessage } from '../role/NodeMessage.ts'
import { lastLines } from './lastLines.ts'

export interface NodeProcessOptions {
  readonly role: string
  /** Command of `mvm-node`. @default run */
  readonly command?: 'run' | 'gateway'
  /** Holds the node's data and `node.log`. */
  readonly folder: string
  /** Arguments of the command. */
  readonly arguments: readonly string[]
  /** Secrets go here and never onto the command line. */
  readonly environment: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

const START_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 10_000
/**
 * V8 itself would let the young generation of each heap grow to 128 MiB, nearly all of it garbage already. Who seals has
 * use for some of it, the others do too little for that.
 */
const YOUNG_GENERATION_OF_SEALERS = '--max-semi-space-size=8'
const SMALL_YOUNG_GENERATION = '--max-semi-space-size=2'
/** glibc would keep an arena for each of a node's dozen threads, none of which gives back what another could use. */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' }
/** As it is built: from its sources a node takes three times as long to start. */
const MAIN = fileURLToPath(new URL('../../../../dist/mvm-node.js', import.meta.url))

/** One `mvm-node` in a process of its own, which ends with us however we end. */
export class NodeProcess {
  readonly role: string
  /** What it says, line by line. */
  readonly log: string
  readonly pid: number
  readonly rpcUrl: string
  /** Settles when the process has ended. */
  readonly exited: Promise<void>
  readonly #child: ChildProcess

  private constructor(
    role: string,
    log: string,
    child: ChildProcess,
    rpcUrl: string,
    exited: Promise<void>,
  ) {
    this.role = role
    this.log = log
    this.#child = child
    this.pid = child.pid as number
    this.rpcUrl = rpcUrl
    this.exited = exited
  }

  /** Starts a node and waits for its RPC to listen. Throws {@link NodeStartError} with the node's own words. */
  static async start(options: NodeProcessOptions): Promise<NodeProcess> {
    options.signal.throwIfAborted()
    const log = join(options.folder, 'node.log')
    const output = openSync(log, 'a')
    const heap = options.role === 'sequencer' ? YOUNG_GENERATION_OF_SEALERS : SMALL_YOUNG_GENERATION
    const arguments_ = [heap, MAIN, options.command ?? 'run', ...options.arguments]
    const child = spawn(process.execPath, arguments_, {
      // The fourth channel tells the child that we are gone, even when nothing could be sent.
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...FEW_ARENAS, ...process.env, ...options.environment },
      detached: true,
    })
    const exited = once(child, 'exit').then(() => undefined)
    const ready = new Promise<string>((resolve) => {
      child.on('message', (message: NodeMessage) => {
        if (message.kind === 'ready') resolve(message.rpcUrl)
      })
    })
    const timeout = new AbortController()
    const rpcUrl = await Promise.race([
      ready,
      exited.then(() => undefined),
      delay(START_TIMEOUT_MS, undefined, { signal: timeout.signal }).catch(() => undefined),
      once(options.signal, 'abort').then(() => undefined),
    ])
    timeout.abort()
    if (rpcUrl === undefined) {
      child.kill('SIGKILL')
      await exited
      options.signal.throwIfAborted()
      throw new NodeStartError({ role: options.role, log, lastWords: lastLines(log) })
    }
    return new NodeProcess(options.role, log, child, rpcUrl, exited)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGTERM')
    const timeout = new AbortController()
    const ended = await Promise.race([
      this.exited.then(() => true),
      delay(STOP_TIMEOUT_MS, false, { signal: timeout.signal }).catch(() => false),
    ])
    timeout.abort()
    if (!ended) {
      this.#child.kill('SIGKILL')
      await this.exited
    }
  }
}
