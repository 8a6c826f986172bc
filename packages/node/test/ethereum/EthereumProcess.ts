import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../../dist/mvm-node.js', import.meta.url))

/** What a process is told. */
export interface EthereumProcessOptions {
  readonly genesis: string
  readonly blocks: string
  readonly data: string
  readonly logLevel?: string
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null
  readonly stderr: string
}

/** `mvm-node --ethereum`, as a process of its own. */
export class EthereumProcess {
  readonly #child: ChildProcess
  #stdout = ''
  #stderr = ''
  /** Resolves when the process has ended. */
  readonly ended: Promise<ProcessEnd>

  constructor({ genesis, blocks, data, logLevel = 'info' }: EthereumProcessOptions) {
    this.#child = spawn(
      process.execPath,
      [
        ...[main, '--ethereum', genesis, '--import', blocks, '--data', data],
        ...['--http-port', '0', '--log-level', logLevel],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.#child.stdout?.on('data', (chunk) => {
      this.#stdout += chunk
    })
    this.#child.stderr?.on('data', (chunk) => {
      this.#stderr += chunk
    })
    this.ended = once(this.#child, 'close').then(([code]) => ({
      code: code as number | null,
      stderr: this.#stderr,
    }))
  }

  /** What it has written about its progress so far. */
  get stderr(): string {
    return this.#stderr
  }

  /** Where it serves, once it does. */
  async rpcUrl(): Promise<string> {
    const isOver = this.ended.then(({ code, stderr }) => {
      throw new Error(`the node ended with ${code}: ${stderr}`)
    })
    const line = (async () => {
      while (!this.#stdout.includes('\n')) await once(this.#child.stdout as never, 'data')
      return (JSON.parse(this.#stdout) as { rpcUrl: string }).rpcUrl
    })()
    return Promise.race([line, isOver])
  }

  /** Waits until it has written these words about its progress. */
  async says(words: string): Promise<void> {
    while (!this.#stderr.includes(words)) await once(this.#child.stderr as never, 'data')
  }

  async kill(signal: NodeJS.Signals): Promise<ProcessEnd> {
    this.#child.kill(signal)
    return this.ended
  }
}
