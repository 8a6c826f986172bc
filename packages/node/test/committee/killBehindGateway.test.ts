import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { killBehindGateway } from './killBehindGateway.ts'

let devnet: TestDevnet

beforeAll(async () => {
  devnet = await startDevnet({ sequencers: 3 })
}, 120_000)

afterAll(() => devnet?.stop())

test('the devnet’s rpcUrl outlives the sequencer that leads, and loses nothing that it has answered', async () => {
  const report = await killBehindGateway(devnet)
  console.info(`next block after ${report.takeoverMs} ms, ${report.answeredPerS} tx/s`)
  expect(report.lostHashes).toEqual([])
  expect(report.unexpected).toEqual([])
  expect(report.answeredPerS).toBeGreaterThan(0)
}, 300_000)
