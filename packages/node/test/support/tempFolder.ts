import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one test, and what removes it. */
export function tempFolder(name: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `mvm-${name}-`))
  // A process that was just killed may still be letting go of its files.
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}
