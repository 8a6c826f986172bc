import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { killBehindGateway } from './killBehindGateway.ts'

let devnet: TestDevnet

beforeAll(async () => {
  devnet = await startDevnet({ sequencers: 3 })
}, 120_000)

afterAll(() => devnet?.stop())

test('the devnet’s rpcUrl outlives the sequencer that leads within five seconds at fifty transactions a second', async () => {
  const report = await killBehindGateway(devnet)
  console.info(`next block after ${report.takeoverMs} ms, ${report.answeredPerS} tx/s`)
  expect(report.lostHashes).toEqual([])
  expect(report.unexpected).toEqual([])
  expect(report.answeredPerS).toBeGreaterThanOrEqual(50)
  expect(report.takeoverMs).toBeLessThan(5_000)
}, 300_000)
