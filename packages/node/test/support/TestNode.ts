import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { JsonRpc } from './JsonRpc.ts'

export interface TestNodeOptions {
  readonly role: 'sequencer' | 'producer' | 'follower'
  readonly folder: string
  readonly port: number
  /** The slug of the DAC that {@link TestNode.rpc} asks. */
  readonly slug: string
  /** More arguments of `mvm-node run`. */
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** A node in a process of its own that can be killed and started again on the same folder and port. */
export class TestNode {
  readonly rpc: JsonRpc
  readonly folder: string
  readonly #options: TestNodeOptions
  #process: NodeProcess | undefined
  #starting: AbortController | undefined

  constructor(options: TestNodeOptions) {
    this.#options = options
    this.folder = options.folder
    this.rpc = new JsonRpc(`http://127.0.0.1:${options.port}/${options.slug}`)
  }

  /** Of the running process; `undefined` while there is none. */
  get pid(): number | undefined {
    return this.#process?.pid
  }

  get isRunning(): boolean {
    return this.#process !== undefined
  }

  /** Starts the process and waits for its RPC to listen. Rejects when {@link kill} is called meanwhile. */
  async start(): Promise<void> {
    const { role, folder, port, environment } = this.#options
    const starting = new AbortController()
    this.#starting = starting
    try {
      this.#process = await NodeProcess.start({
        role,
        folder,
        arguments: ['--role', role, '--data', folder, '--port', String(port)].concat(
          this.#options.arguments,
        ),
        environment,
        signal: starting.signal,
      })
    } finally {
      this.#starting = undefined
    }
  }

  /** SIGKILL, in whatever it is doing, be it starting. */
  async kill(): Promise<void> {
    this.#starting?.abort()
    const running = this.#process
    this.#process = undefined
    if (running === undefined) return
    process.kill(running.pid, 'SIGKILL')
    await running.exited
  }

  /** SIGTERM, and SIGKILL when that does not help. */
  async stop(): Promise<void> {
    const running = this.#process
    this.#process = undefined
    await running?.stop()
  }
}
