import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface StartedDac {
  readonly slug: string
  readonly chainId: number
  readonly rpcUrl: string
}

/** A devnet in a process of its own, as a user starts it. */
export class StartedDevnet {
  readonly dacs: readonly StartedDac[]
  readonly accounts: readonly { readonly privateKey: string }[]
  /** Every process of it; roles that several have are numbered. */
  readonly processes: readonly { readonly role: string; readonly pid: number }[]
  /** JSON-RPC of the nodes that hold the DACs' chains. */
  readonly nodeUrls: readonly string[]
  readonly bringUpSeconds: number
  readonly #stop: () => Promise<void>

  private constructor(
    description: DevnetLine,
    supervisorPid: number,
    bringUpSeconds: number,
    stop: () => Promise<void>,
  ) {
    this.dacs = description.dacs
    this.accounts = description.accounts
    const counts = new Map<string, number>()
    this.processes = [{ role: 'supervisor', pid: supervisorPid }, ...description.nodes].map(
      ({ role, pid }) => {
        const count = (counts.get(role) ?? 0) + 1
        counts.set(role, count)
        return { role: count === 1 ? role : `${role}-${count}`, pid }
      },
    )
    this.nodeUrls = description.nodes
      .filter(({ role }) => role === 'sequencer' || role === 'follower')
      .map(({ rpcUrl }) => rpcUrl)
    this.bringUpSeconds = bringUpSeconds
    this.#stop = stop
  }

  /** Resolves when every account has its MT on every DAC; rejects when the devnet ends before. */
  static async start(dacCount: number): Promise<StartedDevnet> {
    const startedAtMs = performance.now()
    const child = spawn(
      process.execPath,
      [
        ...['dist/mvm-node.js', 'devnet', '--json', '--dacs', String(dacCount)],
        ...['--port', '0', '--l1-port', '0'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const exited = once(child, 'exit')
    const lines = createInterface(child.stdout)
    const line = await Promise.race([once(lines, 'line'), exited.then(() => undefined)])
    if (line === undefined) throw new Error('the devnet has ended before it was ready')
    const seconds = (performance.now() - startedAtMs) / 1000
    return new StartedDevnet(JSON.parse(line[0]), child.pid as number, seconds, async () => {
      child.kill('SIGTERM')
      await exited
    })
  }

  stop(): Promise<void> {
    return this.#stop()
  }
}

/** The line that `mvm-node devnet --json` prints, as far as it is used here. */
interface DevnetLine {
  readonly dacs: readonly StartedDac[]
  readonly accounts: readonly { readonly privateKey: string }[]
  readonly nodes: readonly {
    readonly role: string
    readonly pid: number
    readonly rpcUrl: string
  }[]
}
