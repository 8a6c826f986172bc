import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Address, asAddress, type Hex } from '@mvm/protocol'
import { L1Client, type L1TransportOptions, type RpcAnswer } from '../src/index.ts'

/** Accounts that anvil funds by its default mnemonic. */
export const anvilAccounts: readonly { readonly address: Address; readonly privateKey: Hex }[] = [
  {
    address: asAddress('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'),
    privateKey: '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  },
  {
    address: asAddress('0x70997970c51812dc3a010c7d01b50e0d17dc79c8'),
    privateKey: '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
  },
  {
    address: asAddress('0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'),
    privateKey: '0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a',
  },
]

export interface AnvilOptions {
  /** Extra arguments, such as `--no-mining`. */
  readonly args?: readonly string[]
  /** Keeps blocks through kills. */
  readonly keepsState?: boolean
}

const binary = fileURLToPath(new URL('../../../node_modules/.bin/anvil', import.meta.url))

/** Ended with the tests' process, for a test that fails in its setup and never gets to `stop`. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A real anvil for a test: on a free port, stoppable, killable and restartable on the same port and state. */
export class Anvil {
  readonly url: string
  readonly #port: number
  readonly #options: AnvilOptions
  readonly #folder: string
  readonly #stateFile: string
  #process: ChildProcess | null = null

  private constructor(port: number, options: AnvilOptions) {
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
    this.#options = options
    this.#folder = mkdtempSync(join(tmpdir(), 'mvm-anvil-'))
    this.#stateFile = join(this.#folder, 'state.json')
  }

  static async start(options: AnvilOptions = {}): Promise<Anvil> {
    const anvil = new Anvil(await freePort(), options)
    await anvil.restart()
    return anvil
  }

  client(options: Partial<L1TransportOptions> = {}): L1Client {
    return new L1Client({ urls: [this.url], ...options })
  }

  async restart(): Promise<void> {
    const { args = [], keepsState = false } = this.#options
    const stateArgs = keepsState ? ['--state', this.#stateFile, '--state-interval', '1'] : []
    this.#process = spawn(
      binary,
      ['--port', String(this.#port), '--silent', '--prune-history', '300', ...stateArgs, ...args],
      { stdio: 'ignore' },
    )
    running.add(this.#process)
    const client = this.client({ attempts: 100, firstRetryDelayMs: 50, maxRetryDelayMs: 100 })
    await client.chainId()
  }

  async rpc(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const [result] = await this.client().transport.requestAll([{ method, params }], resultOf)
    return result
  }

  async mine(count = 1): Promise<void> {
    const calls = Array.from({ length: count }, () => ({ method: 'evm_mine', params: [] }))
    await this.client().transport.requestAll(calls, resultOf)
  }

  /** Mines with a coinbase of its own, so that blocks after a revert are surely other blocks. */
  async mineOther(count = 1): Promise<void> {
    const coinbase = crypto.getRandomValues(Buffer.alloc(20)).toString('hex')
    await this.rpc('anvil_setCoinbase', [`0x${coinbase}`])
    await this.mine(count)
  }

  /** The process hangs: connections are taken, nothing is answered. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  async kill(): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null) return
    running.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  /** Waits until the blocks mined before are in the state file: a kill earlier would lose them. */
  async stateSaved(): Promise<void> {
    const sinceMs = Date.now()
    const savedAtMs = () => statSync(this.#stateFile, { throwIfNoEntry: false })?.mtimeMs ?? 0
    while (savedAtMs() <= sinceMs) await setTimeout(50)
    const size = () => statSync(this.#stateFile).size
    for (let before = -1; before !== size(); await setTimeout(100)) before = size()
  }

  async stop(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function resultOf(answer: RpcAnswer): unknown {
  if (!answer.ok) throw answer.error
  return answer.result
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
