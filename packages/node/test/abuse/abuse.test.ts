import { afterAll, beforeAll, expect, test } from 'vitest'
import { AbusedNetwork } from './AbusedNetwork.ts'
import { type AttackName, attacks } from './attacks/attacks.ts'
import { expectUnharmed } from './expectUnharmed.ts'

const SEED = 20_260_101
const DURATION_MS = 1_500

let abused: AbusedNetwork
beforeAll(async () => {
  abused = await AbusedNetwork.start(3)
})
afterAll(() => abused?.stop())

// The long run is in abuse.nightly.test.ts.
test.each(Object.keys(attacks) as AttackName[])(
  'under %s a node answers as it should, makes blocks and keeps its memory in bounds',
  async (name) => {
    const report = await abused.attack(name, DURATION_MS, SEED)
    console.info(name, report)
    expectUnharmed(report)
  },
)

test('what users sent meanwhile was taken', async () => {
  await abused.load.stop()
  expect(abused.load.unexpected).toEqual([])
  expect(abused.load.answered.size).toBeGreaterThan(0)
})
