import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { DevnetDescription } from '../../src/devnet/describeDevnet.ts'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { endWithUs } from '../../src/devnet/endWithUs.ts'
import { JsonRpc } from './JsonRpc.ts'
import { isAlive } from './processTree.ts'
import { tempFolder } from './tempFolder.ts'
import { waitFor } from './waitFor.ts'

export interface TestDevnetOptions {
  /** @default 1 */
  readonly dacs?: number
  /** @default 1, which is what most scenarios need */
  readonly sequencers?: number
  /** @default 0 */
  readonly rangers?: number
  /** Kept after the end; @default a temporary folder that goes with the devnet */
  readonly folder?: string
  /** More arguments of `mvm-node devnet`. */
  readonly arguments?: readonly string[]
}

/** A devnet as a user starts it: a process of its own, with all its children. */
export interface TestDevnet {
  readonly description: DevnetDescription
  /** The devnet's data folder. */
  readonly folder: string
  readonly accounts: readonly DevnetAccount[]
  readonly l1: JsonRpc
  /** The sequencer's RPC of a DAC; without a slug that of the first. */
  dac(slug?: string): JsonRpc
  /** The follower's RPC of a DAC; without a slug that of the first. */
  follower(slug?: string): JsonRpc
  /** What it wrote to stderr so far. */
  stderr(): string
  /** SIGTERM to the supervisor; resolves with its exit code when it has ended. */
  stop(): Promise<number | null>
  /** SIGKILL to the supervisor; resolves when none of its processes is left. */
  kill(): Promise<void>
}

const MAIN = fileURLToPath(new URL('../../../../dist/mvm-node.js', import.meta.url))
/** Beyond what a devnet waits for its parts, so that it can tell which one did not come up. */
const START_TIMEOUT_MS = 150_000
const STOP_TIMEOUT_MS = 20_000

/** Starts `mvm-node devnet --json` on free ports and waits until it is ready. Stop it in `afterAll`. */
export async function startDevnet(options: TestDevnetOptions = {}): Promise<TestDevnet> {
  const temporary = options.folder === undefined ? tempFolder('devnet') : undefined
  const folder = options.folder ?? (temporary?.path as string)
  const child = spawn(
    process.execPath,
    [
      ...[MAIN, 'devnet', '--json', '--port', '0', '--l1-port', '0', '--data', folder],
      ...['--dacs', String(options.dacs ?? 1), '--sequencers', String(options.sequencers ?? 1)],
      ...['--rangers', String(options.rangers ?? 0)],
      ...(options.arguments ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  )
  const callOff = endWithUs(child.pid as number)
  const exited = once(child, 'exit').then(([code]) => {
    callOff()
    return code as number | null
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const stop = async () => {
    const code = await end(child, exited)
    temporary?.remove()
    return code
  }
  let line: string | undefined
  try {
    line = await Promise.race([
      firstLine(child),
      exited.then(() => undefined),
      delay(START_TIMEOUT_MS, undefined, { ref: false }),
    ])
    if (line === undefined) throw new Error(`the devnet did not come up:\n${stderr}`)
    const description = JSON.parse(line) as DevnetDescription
    const slugOr = (slug: string | undefined) => slug ?? (description.dacs[0]?.slug as string)
    const urlOf = (role: string) =>
      description.nodes.find((node) => node.role === role)?.rpcUrl as string
    return {
      description,
      folder,
      accounts: devnetAccounts().users,
      l1: new JsonRpc(description.l1.rpcUrl),
      dac: (slug) =>
        new JsonRpc(
          `${urlOf(options.sequencers === undefined ? 'sequencer' : 'gateway')}/${slugOr(slug)}`,
        ),
      follower: (slug) => new JsonRpc(`${urlOf('follower')}/${slugOr(slug)}`),
      stderr: () => stderr,
      stop,
      kill: async () => {
        child.kill('SIGKILL')
        await exited
        const pids = description.nodes.map(({ pid }) => pid)
        await waitFor('the devnet’s processes to end', () => !pids.some(isAlive))
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
  })
}

async function end(child: ChildProcess, exited: Promise<number | null>): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const over = new AbortController()
  const killed = delay(STOP_TIMEOUT_MS, undefined, { signal: over.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  )
  const code = await exited
  over.abort()
  await killed
  return code
}
