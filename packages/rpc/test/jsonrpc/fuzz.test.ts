import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { methodTable } from '../../src/index.ts'
import { TestServer } from '../dac/TestServer.ts'
import { scriptedAccounts } from '../dac/testAccounts.ts'
import { deposit, logging, transfer } from '../dac/transactions.ts'

/** As many in all; each message carries some of them. */
const REQUESTS = 10_000
const REQUESTS_PER_MESSAGE = 20
const SEED = 20_260_101

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start({ requestTimeoutMs: 2000 })
  const { dac } = server
  dac.chain.mine(
    { transactions: [deposit(dac.chainId)] },
    { transactions: [logging(dac.chainId, 1), transfer(dac.chainId, { nonce: 1n })] },
  )
})
afterAll(() => server[Symbol.asyncDispose]())

/** What may stand where a value is expected: right ones, near misses and nonsense. */
function values(): fc.Arbitrary<unknown> {
  const hex = (min: number, max: number) =>
    fc
      .uint8Array({ minLength: min, maxLength: max })
      .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`)
  const { hangs: _hangs, crashes: _crashes, ...answering } = scriptedAccounts
  const address = fc.oneof(fc.constantFrom(...Object.values(answering)), hex(20, 20), hex(19, 21))
  const hash = fc.oneof(
    fc.integer({ min: 0, max: 2 }).map((n) => server.dac.chain.blocks[n]?.hash ?? null),
    fc.constantFrom(...server.dac.chain.blocks.flatMap((b) => b.transactions.map((t) => t.hash))),
    hex(32, 32),
  )
  const number = fc.oneof(
    fc.bigInt({ min: 0n, max: 5n }).map((n) => `0x${n.toString(16)}`),
    fc.bigInt({ min: -5n, max: 2n ** 260n }).map((n) => `0x${n.toString(16)}`),
  )
  const block = fc.oneof(
    fc.constantFrom('latest', 'pending', 'safe', 'finalized', 'earliest', 'LATEST', ''),
    number,
    hash,
    fc.record(
      { blockNumber: number, blockHash: hash, requireCanonical: fc.boolean() },
      { requiredKeys: [] },
    ),
  )
  const call = fc.record(
    {
      from: address,
      to: fc.oneof(address, fc.constant(null)),
      gas: number,
      gasPrice: number,
      maxFeePerGas: number,
      maxPriorityFeePerGas: number,
      value: number,
      nonce: number,
      data: hex(0, 70),
      input: hex(0, 70),
      chainId: fc.constantFrom(`0x${server.dac.chainId.toString(16)}`, '0x1', 1),
      accessList: fc.array(fc.record({ address, storageKeys: fc.array(hash, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
      authorizationList: fc.array(
        fc.record(
          { chainId: number, address, nonce: number, yParity: number, r: number, s: number },
          { requiredKeys: [] },
        ),
        { maxLength: 2 },
      ),
      opcode: fc.constantFrom('SSTORE', 'DEPLOY', '0x55', '0x155', 'x'),
    },
    { requiredKeys: [] },
  )
  const filter = fc.record(
    {
      address: fc.oneof(address, fc.array(address, { maxLength: 3 })),
      topics: fc.array(
        fc.oneof(hash, fc.constant(null), fc.array(fc.oneof(hash, fc.constant(null)))),
        { maxLength: 5 },
      ),
      fromBlock: block,
      toBlock: block,
      blockHash: hash,
    },
    { requiredKeys: [] },
  )
  const overrides = fc.dictionary(
    address as fc.Arbitrary<string>,
    fc.record(
      {
        balance: number,
        nonce: number,
        code: hex(0, 5),
        state: fc.dictionary(hash.map(String), hash),
        stateDiff: fc.dictionary(hash.map(String), hash),
      },
      { requiredKeys: [] },
    ),
    { maxKeys: 2 },
  )
  const nonsense = fc.anything({ maxDepth: 3, withBigInt: false })
  return fc.oneof(
    address,
    hash,
    number,
    block,
    call,
    filter,
    overrides,
    hex(0, 40),
    fc.boolean(),
    fc.array(fc.oneof(hash, number)),
    nonsense,
  )
}

function requests(): fc.Arbitrary<unknown> {
  const names = [...methodTable.keys()].filter((name) => name !== 'eth_sendRawTransactionSync')
  const call = fc.record(
    {
      jsonrpc: fc.constant('2.0'),
      id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
      method: fc.constantFrom(...names),
      params: fc.array(values(), { maxLength: 4 }),
    },
    { requiredKeys: ['jsonrpc', 'id', 'method'] },
  )
  const nearly = fc.record(
    {
      jsonrpc: fc.constantFrom('2.0', '1.0', 2, null),
      id: fc.anything({ maxDepth: 1, withBigInt: false }),
      method: fc.oneof(
        fc.string(),
        fc.constantFrom(...names),
        fc.anything({ maxDepth: 1, withBigInt: false }),
      ),
      params: fc.anything({ maxDepth: 3, withBigInt: false }),
    },
    { requiredKeys: [] },
  )
  return fc.oneof({ weight: 8, arbitrary: call }, { weight: 2, arbitrary: nearly })
}

const ERROR_CODES = [
  3, -32700, -32600, -32601, -32602, -32000, -32002, -32003, -32004, -32005, -32050, -32052, -32058,
]

function expectAnswer(answer: unknown): void {
  expect(answer).toMatchObject({ jsonrpc: '2.0' })
  const { id, error } = answer as { id: unknown; error?: { code: number; message: unknown } }
  expect(id === null || typeof id === 'string' || typeof id === 'number').toBe(true)
  expect('result' in (answer as object)).toBe(error === undefined)
  if (error === undefined) return
  expect(ERROR_CODES).toContain(error.code)
  expect(error.message).toBeTypeOf('string')
}

it('answers random requests with valid JSON-RPC and never with an internal error', async () => {
  let count = 0
  let succeeded = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(requests(), { minLength: REQUESTS_PER_MESSAGE, maxLength: REQUESTS_PER_MESSAGE }),
      async (batch) => {
        count += batch.length
        const { status, text } = await server.post(JSON.stringify(batch))
        if (status === 204) return
        const answers = JSON.parse(text) as unknown[]
        expect(answers.length).toBeLessThanOrEqual(batch.length)
        answers.forEach(expectAnswer)
        succeeded += answers.filter((answer) => 'result' in (answer as object)).length
      },
    ),
    { seed: SEED, numRuns: REQUESTS / REQUESTS_PER_MESSAGE, endOnFailure: true },
  )
  expect(count).toBeGreaterThanOrEqual(REQUESTS)
  // Otherwise the requests would never get past the parameters.
  expect(succeeded).toBeGreaterThan(REQUESTS / 20)
  expect(server.logLines).toEqual([])
})

it('answers messages with random bytes changed with valid JSON-RPC', async () => {
  await fc.assert(
    fc.asyncProperty(
      requests(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
      async (request, changes) => {
        const message = Buffer.from(JSON.stringify(request))
        for (const [position, byte] of changes) message[position % message.length] = byte
        const { status, text } = await server.post(message)
        if (status === 204) return
        const answer = JSON.parse(text) as unknown
        for (const single of Array.isArray(answer) ? answer : [answer]) expectAnswer(single)
      },
    ),
    { seed: SEED, numRuns: 1000, endOnFailure: true },
  )
  expect(server.logLines).toEqual([])
})
