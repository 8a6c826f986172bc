import { test } from 'vitest'
import { drawFromL1 } from './drawFromL1.ts'

test('each leader is the one whom the randomness of an L1 block draws', async () => {
  await drawFromL1(25)
}, 120_000)
