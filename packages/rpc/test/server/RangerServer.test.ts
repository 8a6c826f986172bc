import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RangerServer, rangerMethods } from '../../src/index.ts'
import { TestRanger } from '../dac/TestRanger.ts'

const ranger = new TestRanger()
const metrics = { contentType: 'text/plain; version=0.0.4', metrics: async () => 'up 1\n' }
const server = new RangerServer({ ranger, metrics, logger: pino({ level: 'silent' }) })
let url: string

beforeAll(async () => {
  url = `http://127.0.0.1:${(await server.listen({ host: '127.0.0.1', port: 0 })).port}`
})
afterAll(() => server.close())

async function call(method: string, path = '/') {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] })
  return (await fetch(url + path, { method: 'POST', body })).json()
}

const duty = { chainId: '0xb', stateBatchIndex: '0x5', firstBlock: '0x41', lastBlock: '0x50' }

it('answers what the ranger has done and what it has still to do', async () => {
  expect(await call('mvm_rangerStatus')).toMatchObject({
    result: {
      ...{ account: `0x${'ab'.repeat(20)}`, checkedSegments: '0x3', checkedBlocks: '0x30' },
      ...{ alarms: '0x0', pendingSegments: '0x1', lagSeconds: '0x7', l1BlockNumber: '0x64' },
      last: { duty, result: 'equal' },
      disputes: [{ chainId: '0xb', stateBatchIndex: '0x4', blockNumber: '0x32', stage: 'open' }],
    },
  })
  expect(await call('mvm_rangerDuties')).toMatchObject({ result: [duty] })
})

it('has no chain: other methods and other paths are errors', async () => {
  expect(await call('eth_blockNumber')).toMatchObject({ error: { code: -32601 } })
  expect(await call('mvm_rangerStatus', '/demo')).toMatchObject({ error: { code: -32052 } })
})

it('is alive, is ready once it is, and hands out its metrics', async () => {
  expect((await fetch(`${url}/livez`)).status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  ranger.reasons = ['it is catching up with L1']
  const unready = await fetch(`${url}/readyz`)
  expect(unready.status).toBe(503)
  expect(await unready.json()).toEqual({ ready: false, reasons: ranger.reasons })
  const answer = await fetch(`${url}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(await answer.text()).toBe('up 1\n')
})

it('has its methods in the documentation', () => {
  const page = readFileSync(new URL('../../../../docs/json-rpc.md', import.meta.url), 'utf8')
  for (const name of rangerMethods.keys()) expect(page).toContain(`\`${name}()\``)
})
