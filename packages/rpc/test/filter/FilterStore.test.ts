import { expect, it } from 'vitest'
import { FilterStore } from '../../src/filter/FilterStore.ts'
import { FilterNotFoundError, LimitExceededError } from '../../src/index.ts'
import { defaultRpcLimits } from '../../src/server/RpcLimits.ts'
import { TestDac } from '../dac/TestDac.ts'

function storeOf(limits = {}) {
  const dac = new TestDac()
  const clock = { nowMs: 1_000_000 }
  const store = new FilterStore(dac.events, { ...defaultRpcLimits, ...limits }, () => clock.nowMs)
  return { dac, clock, store }
}

const blocks = { kind: 'blocks' } as const

it('keeps a filter for five minutes after it was last asked, and not longer', () => {
  const { clock, store } = storeOf()
  const id = store.add(blocks)
  clock.nowMs += 300_000
  expect(store.readChain(id).added).toEqual([])
  clock.nowMs += 300_000
  expect(store.readChain(id).added).toEqual([])
  clock.nowMs += 300_001
  expect(() => store.readChain(id)).toThrow(FilterNotFoundError)
})

it('stops recording once the last filter has expired, without anybody asking', () => {
  const { dac, clock, store } = storeOf()
  store.add(blocks)
  expect(dac.listenerCount).toBe(2)
  clock.nowMs += 300_001
  dac.chain.mine({})
  expect(store.size).toBe(0)
  expect(dac.listenerCount).toBe(0)
})

it('makes room for a new filter by dropping expired ones, and refuses when all are alive', () => {
  const { clock, store } = storeOf({ filters: 2 })
  store.add(blocks)
  clock.nowMs += 200_000
  store.add(blocks)
  expect(() => store.add(blocks)).toThrow(LimitExceededError)
  clock.nowMs += 100_001
  store.add(blocks)
  expect(store.size).toBe(2)
})

it('drops a filter that was not asked for ten thousands of changes', () => {
  const { dac, store } = storeOf()
  const lagging = store.add(blocks)
  dac.chain.mine(...Array.from({ length: 20_000 }, () => ({})))
  expect(() => store.readChain(lagging)).toThrow(FilterNotFoundError)
  expect(store.size).toBe(0)
})

it('tells a filter made between two blocks only the second', () => {
  const { dac, store } = storeOf()
  store.add(blocks)
  dac.chain.mine({})
  const id = store.add(blocks)
  const [second] = dac.chain.mine({})
  expect(store.readChain(id).added.map(({ hash }) => hash)).toEqual([second?.hash])
})
