import { expect, it } from 'vitest'
import { slugOfPath } from '../../src/server/slugOfPath.ts'

it.each([
  ['/', ''],
  ['/acme', 'acme'],
  ['/acme/', 'acme'],
  ['/acme?x=/y', 'acme'],
  ['/?x', ''],
  ['/a/b', null],
  ['//', ''],
  ['', null],
])('the slug of %j is %j', (url, slug) => {
  expect(slugOfPath(url)).toBe(slug)
})
