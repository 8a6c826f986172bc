import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The one line that the devnet prints with `--json`. */
export interface DevnetLine {
  readonly l1: {
    readonly chainId: number
    readonly rpcUrl: string
    readonly contracts: Readonly<Record<string, string>>
  }
  readonly dacs: readonly {
    readonly slug: string
    readonly chainId: number
    readonly rpcUrl: string
  }[]
  readonly accounts: readonly { readonly address: string; readonly privateKey: string }[]
  readonly nodes: readonly {
    readonly role: string
    readonly address: string | null
    readonly pid: number
    readonly rpcUrl: string
  }[]
}

export interface TestDevnet extends DevnetLine {
  /** The line as it was printed. */
  readonly line: string
  /** Ends every process. */
  stop(): Promise<void>
}

const MVM = fileURLToPath(new URL('../../../../dist/mvm.js', import.meta.url))

/** A devnet as `mvm devnet up --json` brings it up, on free ports. Stop it in `afterAll`. */
export async function startDevnet(more: readonly string[] = []): Promise<TestDevnet> {
  const words = [
    'devnet',
    'up',
    '--json',
    '--port',
    '0',
    '--l1-port',
    '0',
    '--window',
    '10',
    '--sequencers',
    '1',
    ...more,
  ]
  const child = spawn(process.execPath, [MVM, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  const endWithUs = () => void child.kill('SIGTERM')
  process.on('exit', endWithUs)
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exited = once(child, 'exit')
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), exited])
  // An error, too, is one line of JSON.
  if (typeof first[0] !== 'string' || first[0].includes('"ok":false')) {
    throw new Error(`the devnet did not come up: ${first[0]}\n${stderr}`)
  }
  return {
    ...(JSON.parse(first[0]) as DevnetLine),
    line: first[0],
    stop: async () => {
      process.off('exit', endWithUs)
      child.kill('SIGTERM')
      await exited
    },
  }
}
