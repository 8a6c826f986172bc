import { RLP } from '@ethereumjs/rlp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder.ts'
import { EthereumProcess } from './EthereumProcess.ts'
import { RpcCompatFixture } from './RpcCompatFixture.ts'

const TIMEOUT_MS = 60_000
/** A point of the curve that is no proof of anything here. */
const G1_GENERATOR =
  '97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb'

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!RpcCompatFixture.isThere())(
  'A node of an imported Ethereum chain',
  { timeout: 300_000 },
  () => {
    const data = tempFolder('ethereum-rpc')
    let fixture: RpcCompatFixture
    let node: EthereumProcess
    let url: string

    beforeAll(async () => {
      fixture = await RpcCompatFixture.open()
      node = new EthereumProcess({ ...locations(fixture), data: data.path })
      url = await node.rpcUrl()
    })
    afterAll(async () => {
      const end = await node?.kill('SIGTERM')
      data.remove()
      fixture?.[Symbol.dispose]()
      expect(end?.code).toBe(0)
    })

    // First, because what is in the pool already is not looked at again.
    it('refuses a blob transaction one of whose cell proofs does not hold', async () => {
      const test = fixture.tests.find(({ name }) => name.includes('send-blob-tx'))
      const request = JSON.parse(test?.messages.find(({ send }) => send)?.data ?? '{}')
      const sent = Buffer.from(request.params[0].slice(2), 'hex')
      const [body, version, blobs, commitments, proofs] = RLP.decode(
        new Uint8Array(sent.subarray(1)),
      ) as [Uint8Array[], Uint8Array, Uint8Array[], Uint8Array[], Uint8Array[]]
      expect(proofs).toHaveLength(128 * blobs.length)
      const generator = Buffer.from(G1_GENERATOR, 'hex')
      const wrong = RLP.encode([body, version, blobs, commitments, [generator, ...proofs.slice(1)]])
      const params = [`0x03${Buffer.from(wrong).toString('hex')}`]
      expect(await ask(url, JSON.stringify({ ...request, params }))).toMatchObject({
        error: { code: -32003, data: { reason: 'BLOBS_INVALID' } },
      })
    })

    it('answers all 140 tests of execution-apis as their runner wants it', async () => {
      const failures: string[] = []
      for (const test of fixture.tests) {
        const problem = await fixture.runner.runTest(test, {
          url,
          spec: fixture.schemas,
          timeout: TIMEOUT_MS,
        })
        if (problem !== null) failures.push(`${test.name}: ${problem}`)
      }
      expect(failures).toEqual([])
      expect(fixture.tests).toHaveLength(140)
    })

    it('gives results of the schemas of execution-apis', async () => {
      const seen = new Set<string>()
      const problems: string[] = []
      for (const { name, messages } of fixture.tests) {
        for (const { send, data: request } of messages) {
          if (!send) continue
          const { method } = JSON.parse(request) as { method: string }
          const schema = fixture.schemas[method]
          const answer = await ask(url, request)
          if (schema === undefined || !('result' in answer)) continue
          seen.add(method)
          const problem = fixture.runner.validate(schema, answer.result)
          if (problem !== null) problems.push(`${name}: ${problem}`)
        }
      }
      expect(problems).toEqual([])
      expect(seen.size).toBeGreaterThan(35)
    })

    it('gives results of their schemas also for methods that the suite does not ask', async () => {
      const block = '0x9e5e1e79c57f257def6a0e882d10863e2a98b034e6e0fdaccd7ff7b31312105d'
      const requests: readonly [string, readonly unknown[]][] = [
        ['eth_accounts', []],
        ['eth_coinbase', []],
        ['eth_gasPrice', []],
        ['eth_maxPriorityFeePerGas', []],
        ['eth_getBlockByHash', [block, true]],
        ...Array.from(
          { length: 55 },
          (_, number) =>
            ['eth_getBlockByNumber', [`0x${number.toString(16)}`, true]] as [string, unknown[]],
        ),
        ...Array.from(
          { length: 55 },
          (_, number) =>
            ['eth_getBlockReceipts', [`0x${number.toString(16)}`]] as [string, unknown[]],
        ),
        ['eth_feeHistory', ['0x36', 'latest', [0, 50, 100]]],
        ['eth_getLogs', [{ fromBlock: '0x0', toBlock: '0x36' }]],
        ['debug_traceBlockByNumber', ['0x2a', { enableMemory: true, enableReturnData: true }]],
        ['debug_traceBlockByNumber', ['0x2d', {}]],
      ]
      for (const [method, params] of requests) {
        const answer = await ask(url, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
        expect(answer).toHaveProperty('result')
        const schema = fixture.schemas[method] as object
        expect([method, fixture.runner.validate(schema, answer.result)]).toEqual([method, null])
      }
    })

    it('traces every transaction of the chain to the gas that its receipt says', async () => {
      for (let number = 1; number <= 54; number++) {
        const at = `0x${number.toString(16)}`
        const receipts = await result<{ gasUsed: string; status?: string }[]>(url, [
          'eth_getBlockReceipts',
          at,
        ])
        const traces = await result<{ result: { gasUsed: string; error?: string } }[]>(url, [
          'debug_traceBlockByNumber',
          at,
          { tracer: 'callTracer' },
        ])
        expect(traces.map((trace) => trace.result.gasUsed)).toEqual(
          receipts.map(({ gasUsed }) => gasUsed),
        )
        for (const [index, { status }] of receipts.entries()) {
          if (status === undefined) continue
          expect(traces[index]?.result.error === undefined).toBe(status === '0x1')
        }
      }
    })
  },
)

function locations({ genesis, blocks }: RpcCompatFixture) {
  return { genesis, blocks }
}

async function ask(url: string, body: string): Promise<{ result?: unknown }> {
  const response = await fetch(url, { method: 'POST', body })
  return (await response.json()) as { result?: unknown }
}

async function result<T>(url: string, [method, ...params]: [string, ...unknown[]]): Promise<T> {
  const answer = await ask(url, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
  expect(answer).toHaveProperty('result')
  return answer.result as T
}
