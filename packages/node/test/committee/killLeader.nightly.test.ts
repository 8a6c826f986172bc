import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestNetwork } from '../support/TestNetwork.ts'
import { EPOCH_LENGTH, killLeader } from './killLeader.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await TestNetwork.start({
    sequencerCount: 3,
    parameters: { epochLength: EPOCH_LENGTH, takeoverBlocks: 2 },
  })
})

afterAll(() => network?.stop())

test('of forty leaders killed under load each is relieved within five seconds, and nothing is lost', async () => {
  const report = await killLeader(network, await network.sequencers(), 40)
  expect(report.lostHashes).toEqual([])
  expect(report.replaced).toEqual([])
  expect(report.unexpected).toEqual([])
  expect(new Set(report.hashesAtEnd).size).toBe(1)
  expect(report.answeredPerS).toBeGreaterThan(20)
  expect(report.takeoverMs.at(-1)).toBeLessThan(5_000)
}, 1_800_000)
