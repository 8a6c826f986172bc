import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const BINARY = fileURLToPath(new URL('../../../../node_modules/.bin/cast', import.meta.url))

/** Whether Foundry's cast is installed: it has npm packages for some platforms only. */
export const hasCast = existsSync(BINARY)
if (!hasCast) process.stderr.write('SKIPPED: there is no cast for this platform\n')

/** Runs Foundry's cast and returns what it prints; rejects with its words when it fails. */
export async function cast(...arguments_: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(BINARY, arguments_, { timeout: 30_000 })
  return stdout.trim()
}
