import { afterAll, beforeAll, it } from 'vitest'
import { eventually } from '../dac/eventually.ts'
import type { TestServer } from '../dac/TestServer.ts'
import { fuzzBytes, fuzzRequests, startFuzzedServer } from './fuzz.ts'

const SEED = 20_260_101

let server: TestServer
beforeAll(async () => {
  server = await startFuzzedServer()
})
afterAll(() => server[Symbol.asyncDispose]())

it('answers random requests with valid JSON-RPC and never with an internal error', async () => {
  await fuzzRequests(server, 10_000, SEED)
}, 240_000)

it('answers messages with random bytes changed with valid JSON-RPC', async () => {
  await fuzzBytes(server, 1000, SEED)
}, 240_000)

it('holds nothing for clients afterwards', async () => {
  await eventually(() => server.server.bufferedBytes).toBe(0)
})
