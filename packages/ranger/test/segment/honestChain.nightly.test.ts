import { expect, it } from 'vitest'
import { expectNoDifference } from './honestChain.ts'

it('finds no difference in ten thousand honest blocks', async () => {
  expect(await expectNoDifference(10_000, 7)).toBeGreaterThanOrEqual(10_000)
})
