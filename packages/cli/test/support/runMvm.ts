import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export interface MvmRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunMvmOptions {
  /** Where it runs; what it finds as the user's home, too, unless `environment` says otherwise. */
  readonly folder: string
  /** Added to an environment that holds no setting of ours. */
  readonly environment?: Readonly<Record<string, string>>
  readonly stdin?: string
}

const MAIN = fileURLToPath(new URL('../../../../dist/mvm.js', import.meta.url))

/** Runs the real `mvm` in a process of its own, with pipes and no terminal, and waits for its end. */
export async function runMvm(words: readonly string[], options: RunMvmOptions): Promise<MvmRun> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: options.folder,
    env: {
      PATH: process.env.PATH,
      HOME: options.folder,
      ...options.environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(options.stdin ?? '')
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  return { code, stdout, stderr }
}
