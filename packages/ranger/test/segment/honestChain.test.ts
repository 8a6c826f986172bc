import { expect, it } from 'vitest'
import { expectNoDifference } from './honestChain.ts'

it('finds no difference in a thousand honest blocks', async () => {
  expect(await expectNoDifference(1_000, 20_261)).toBeGreaterThanOrEqual(1_000)
})
