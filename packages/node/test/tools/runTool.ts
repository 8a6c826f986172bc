import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const BIN = fileURLToPath(new URL('../../../../node_modules/.bin', import.meta.url))

/**
 * Whether an executable is among the workspace's: Foundry has npm packages for some platforms only. Says loudly that
 * its tests are skipped when it is not.
 */
export function hasTool(name: string): boolean {
  const isThere = existsSync(`${BIN}/${name}`)
  if (!isThere) process.stderr.write(`SKIPPED: there is no ${name} for this platform\n`)
  return isThere
}

export interface ToolRun {
  readonly tool: string
  readonly arguments: readonly string[]
  /** The project's folder. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

/** Runs an executable as a developer would in their project; rejects with all that it said when it fails. */
export async function runTool({ tool, folder, environment, ...run }: ToolRun): Promise<string> {
  const { stdout } = await promisify(execFile)(`${BIN}/${tool}`, run.arguments, {
    cwd: folder,
    env: {
      ...process.env,
      PATH: `${BIN}${delimiter}${process.env.PATH}`,
      NO_COLOR: '1',
      ...environment,
    },
    timeout: 120_000,
    maxBuffer: 64 * 2 ** 20,
  }).catch((error: { stdout?: string; stderr?: string; message: string }) => {
    throw new Error(`${tool} failed: ${error.message}\n${error.stdout}\n${error.stderr}`)
  })
  return stdout
}
