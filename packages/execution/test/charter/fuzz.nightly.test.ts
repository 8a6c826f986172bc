import { expect, it } from 'vitest'
import { fuzzMasks } from './fuzzMasks.ts'

it('denies what spec 2.3 denies in 20,000 random programs under random masks', async () => {
  const seed = Date.now()
  process.stderr.write(`seed ${seed}\n`)
  const { denied } = await fuzzMasks(20_000, seed)
  expect(denied).toBeGreaterThan(5_000)
})
