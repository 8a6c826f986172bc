import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The state test files in a folder and below, in the order of their paths. */
export function listStateTests(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json') && !path.includes('.meta'))
    .map((path) => join(folder, path))
    .toSorted()
}
