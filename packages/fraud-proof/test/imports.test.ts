import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const SOURCES = fileURLToPath(new URL('../src', import.meta.url))
const allowed = /^@mvm\/protocol$|^@noble\/(curves|hashes)\//

it('the machine imports nothing of the executor, of an EVM or of L1', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  )
  expect(files.length).toBeGreaterThan(30)
  const foreign = files.flatMap((path) => {
    const source = readFileSync(join(SOURCES, path), 'utf8')
    const imports = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)]
    return imports.map(([, name]) => name).filter((name) => !allowed.test(name as string))
  })
  expect(foreign).toEqual([])
})
