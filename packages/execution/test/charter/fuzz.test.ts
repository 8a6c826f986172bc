import { expect, it } from 'vitest'
import { fuzzMasks } from './fuzzMasks.ts'

it('denies what spec 2.3 denies in random programs under random masks, and nothing else', {
  timeout: 300_000,
}, async () => {
  const { denied, deniedInside } = await fuzzMasks(400, 20_260)
  // It would be no test if hardly anything were denied, or nothing inside.
  expect(denied).toBeGreaterThan(100)
  expect(deniedInside).toBeGreaterThan(15)
})
