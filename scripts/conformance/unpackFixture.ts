import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Third-party test data lies beside the repository and is not part of it. */
const fixtures = join(import.meta.dirname, '../../../shared/fixtures')

/** An unpacked fixture; disposing of it removes it. */
export interface UnpackedFixture extends Disposable {
  readonly folder: string
}

/** Whether a fixture is there; says loudly that its tests are skipped when it is not. */
export function hasFixture(name: string): boolean {
  const isThere = existsSync(join(fixtures, name))
  if (!isThere) process.stderr.write(`SKIPPED: ../shared/fixtures/${name} is not there\n`)
  return isThere
}

/** Unpacks a fixture (`.tar.xz`) into a temporary folder. */
export function unpackFixture(name: string): UnpackedFixture {
  const folder = mkdtempSync(join(tmpdir(), 'mvm-fixture-'))
  execFileSync('tar', ['-xJf', join(fixtures, name), '-C', folder])
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
