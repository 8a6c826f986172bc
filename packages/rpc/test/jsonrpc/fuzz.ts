import fc from 'fast-check'
import { expect } from 'vitest'
import { TestServer } from '../dac/TestServer.ts'
import { deposit, logging, transfer } from '../dac/transactions.ts'
import { expectValidAnswer } from './expectValidAnswer.ts'
import { randomRequests } from './randomRequests.ts'

const REQUESTS_PER_MESSAGE = 20

/** A server whose chain has something to find. */
export async function startFuzzedServer(): Promise<TestServer> {
  const server = await TestServer.start({ requestTimeoutMs: 2000 })
  const { chain, chainId } = server.dac
  chain.mine(
    { transactions: [deposit(chainId)] },
    { transactions: [logging(chainId, 1), transfer(chainId, { nonce: 1n })] },
  )
  return server
}

/** Sends random requests in batches and checks every answer. */
export async function fuzzRequests(
  server: TestServer,
  requestCount: number,
  seed: number,
): Promise<void> {
  let succeeded = 0
  const batches = fc.array(randomRequests(server.dac), {
    minLength: REQUESTS_PER_MESSAGE,
    maxLength: REQUESTS_PER_MESSAGE,
  })
  await fc.assert(
    fc.asyncProperty(batches, async (batch) => {
      const { status, text } = await server.post(JSON.stringify(batch))
      if (status === 204) return
      const answers = JSON.parse(text) as unknown[]
      expect(answers.length).toBeLessThanOrEqual(batch.length)
      answers.forEach(expectValidAnswer)
      succeeded += answers.filter((answer) => 'result' in (answer as object)).length
    }),
    { seed, numRuns: requestCount / REQUESTS_PER_MESSAGE, endOnFailure: true },
  )
  // Otherwise the requests would never get past the parameters.
  expect(succeeded).toBeGreaterThan(requestCount / 20)
  expect(server.logLines).toEqual([])
}

/** Sends random requests in which some bytes are changed. */
export async function fuzzBytes(
  server: TestServer,
  messageCount: number,
  seed: number,
): Promise<void> {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(randomRequests(server.dac), changes, async (request, changed) => {
      const message = Buffer.from(JSON.stringify(request))
      for (const [position, byte] of changed) message[position % message.length] = byte
      const { status, text } = await server.post(message)
      if (status === 204) return
      const answer = JSON.parse(text) as unknown
      for (const single of Array.isArray(answer) ? answer : [answer]) expectValidAnswer(single)
    }),
    { seed, numRuns: messageCount, endOnFailure: true },
  )
  expect(server.logLines).toEqual([])
}
