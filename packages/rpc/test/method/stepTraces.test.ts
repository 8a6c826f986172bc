import { afterAll, beforeAll, expect, it } from 'vitest'
import { TestServer } from '../dac/TestServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
  server.dac.chain.mine({ transactions: [] })
})
afterAll(() => server[Symbol.asyncDispose]())

it.each([
  ['mvm_executionTrace', ['0x0', { position: '0x0' }], -32000],
  ['mvm_executionTrace', ['0x9', { position: '0x0' }], -32000],
  ['mvm_executionTrace', ['0x1', {}], -32602],
  ['mvm_executionTrace', ['0x1', { position: '0x4000000000' }], -32602],
  ['mvm_executionTrace', ['0x1', { position: '0x0', count: '0x0' }], -32602],
  ['mvm_executionTrace', ['0x1', { position: '0x0', count: '0x101' }], -32005],
  ['mvm_oneStepWitness', ['0x0', '0x0'], -32000],
  ['mvm_oneStepWitness', ['0x1', '0x4000000000'], -32602],
  ['mvm_oneStepWitness', ['0x1'], -32602],
  ['mvm_getDispute', ['first'], -32602],
  ['mvm_disputeTree', [], -32602],
] as const)('%s refuses %j with %d', async (method, params, code) => {
  expect((await server.error(method, ...params)).code).toBe(code)
})

it('shows as many states around a position as were asked for, within the trace', async () => {
  const positions = async (position: string) => {
    const trace = await server.result('mvm_executionTrace', '0x1', { position, count: '0x4' })
    return (trace as { states: { position: string }[] }).states.map((state) => state.position)
  }
  expect(await positions('0x1')).toEqual(['0x0', '0x1', '0x2', '0x3'])
  expect(await positions('0xa')).toEqual(['0x8', '0x9', '0xa', '0xb'])
  // After the last step there is one more state.
  expect(await positions('0x3fffffffff')).toEqual([
    '0x3ffffffffd',
    '0x3ffffffffe',
    '0x3fffffffff',
    '0x4000000000',
  ])
})

it('knows no dispute of another number', async () => {
  expect(await server.result('mvm_getDispute', '0x4')).toBeNull()
  expect(await server.result('mvm_disputeTree', '0x4')).toBeNull()
})
