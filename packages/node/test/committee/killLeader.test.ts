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

test('a leader that is killed under load loses nothing that it has answered, and a backup goes on with its chain', async () => {
  const report = await killLeader(network, await network.sequencers(), 3)
  expect(report.lostHashes).toEqual([])
  expect(report.replaced).toEqual([])
  expect(report.unexpected).toEqual([])
  expect(new Set(report.hashesAtEnd).size).toBe(1)
  expect(report.answered).toBeGreaterThan(300)
}, 300_000)
