import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Terminal } from './Terminal.ts'

/** The terminal that this process runs in; questions go to stderr, since stdout is for the result. */
export class ProcessTerminal implements Terminal {
  readonly isInteractive: boolean

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    const isAutomated = (environment.CI ?? '') !== '' && environment.CI !== 'false'
    this.isInteractive =
      process.stdin.isTTY === true && process.stderr.isTTY === true && !isAutomated
  }

  ask(question: string, signal: AbortSignal): Promise<string> {
    return this.#readLine(question, process.stderr, signal)
  }

  async askHidden(question: string, signal: AbortSignal): Promise<string> {
    process.stderr.write(question)
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
    try {
      return await this.#readLine('', nowhere, signal)
    } finally {
      process.stderr.write('\n')
    }
  }

  async #readLine(
    question: string,
    output: NodeJS.WritableStream,
    signal: AbortSignal,
  ): Promise<string> {
    const lines = createInterface({ input: process.stdin, output, terminal: true })
    const abort = new AbortController()
    const stop = () => abort.abort()
    // readline takes Ctrl-C for itself while it reads, and closes on Ctrl-D.
    lines.on('SIGINT', stop)
    lines.on('close', stop)
    signal.addEventListener('abort', stop)
    try {
      return await lines.question(question, { signal: abort.signal })
    } finally {
      signal.removeEventListener('abort', stop)
      lines.off('close', stop)
      lines.close()
    }
  }
}
