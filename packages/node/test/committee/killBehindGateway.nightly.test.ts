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
  const { takeoverMs, longestPauseS, answeredPerS } = report
  console.info(`next block after ${takeoverMs} ms, ${answeredPerS} tx/s, pause ${longestPauseS} s`)
  expect(report.lostHashes).toEqual([])
  expect(report.unexpected).toEqual([])
  expect(answeredPerS).toBeGreaterThanOrEqual(50)
  // By the blocks' own timestamps. By a simulated clock, which a slow machine does not hurry, it is held to the same in
  // sequencer/test/committee/devnetPace.test.ts.
  expect(longestPauseS).toBeLessThanOrEqual(5)
}, 300_000)
