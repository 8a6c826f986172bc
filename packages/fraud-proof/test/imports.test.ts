import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const SOURCES = fileURLToPath(new URL('../src', import.meta.url))
/** What executes nothing: Node's timers let others run between the slices of a pass. */
const allowed = /^@mvm\/protocol$|^@noble\/(curves|hashes)\/|^node:timers\/promises$/

it('the machine imports nothing of the executor, of an EVM or of L1', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  )
  expect(files.length).toBeGreaterThan(30)
  const foreign = files.flatMap((path) => {
    const source = readFileSync(join(SOURCES, path), 'utf8')
    return [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
      .map(([, name]) => name as string)
      .filter((name) => (name.startsWith('.') ? !isInside(path, name) : !allowed.test(name)))
  })
  expect(foreign).toEqual([])
})

it('a way out of its folder is foreign', () => {
  expect(isInside('step/step.ts', '../state/Kind.ts')).toBe(true)
  expect(isInside('step/step.ts', '../../../execution/src/index.ts')).toBe(false)
})

/** Whether a file of the machine means another one of it. */
function isInside(path: string, imported: string): boolean {
  return join(SOURCES, dirname(path), imported).startsWith(join(SOURCES, '/'))
}
