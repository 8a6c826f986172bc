import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { faultNames } from '@mvm/execution'
import { expect, it } from 'vitest'
import { faultSigns } from '../../src/index.ts'

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url))

it('the true machine imports no fault', () => {
  const importing = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('fault/') && path !== 'index.ts')
    .filter((path) => /from '[^']*\/fault\//.test(readFileSync(join(SOURCES, path), 'utf8')))
  expect(importing).toEqual([])
})

it('steps by every fault that the executor has, and by no other', () => {
  expect(Object.keys(faultSigns).toSorted()).toEqual(faultNames.toSorted())
})
