import {
  batchHash,
  elementHash,
  fromHex,
  initialBatchHash,
  keccak256Hex,
  nextQueueHash,
  toHex,
} from '@mvm/protocol'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  type ChainEvents,
  L1DataMismatchError,
  L1ReorganisedError,
  RollupReader,
} from '../../src/index.ts'
import { FaultyEndpoint } from '../FaultyEndpoint.ts'
import { MT, RollupBench } from './RollupBench.ts'

let bench: RollupBench
let first: number
let second: number
let endpoint: FaultyEndpoint

const payload = fromHex(`0x01${'c0ffee'.repeat(700)}`)

beforeAll(async () => {
  bench = await RollupBench.start()
  first = await bench.createDac('first')
  second = await bench.createDac('second')
  await bench.deposit(first, 5n * MT)
  await bench.enqueue(first, '0x1234')
  await bench.append(first, payload, 3)
  await bench.append(second, fromHex('0x01'))
  await bench.append(first, new Uint8Array(0))
  await bench.appendState(first, 1, 4)
  await bench.enqueue(second, '0x')
  await bench.anvil.mine(20)
  await bench.appendForced(second)
  await bench.anvil.mine(3)
  endpoint = await FaultyEndpoint.start(bench.anvil.url)
})
afterEach(() => {
  endpoint.fault = () => 'forward'
  endpoint.rewrite = (answer) => answer
  endpoint.requests.length = 0
})
afterAll(async () => {
  await endpoint?.stop()
  await bench?.stop()
})

async function everything() {
  const head = await bench.head()
  return bench.reader().read(await bench.blocks(0, head.number))
}

function chain(events: { readonly byChainId: ReadonlyMap<number, ChainEvents> }, chainId: number) {
  const found = events.byChainId.get(chainId)
  if (found === undefined) throw new Error(`no events of ${chainId}`)
  return found
}

test('reads creations in order, MVM_RANGERS first', async () => {
  const { created, byChainId } = await everything()
  expect(created.map(({ slug }) => slug)).toEqual(['mvm-rangers', 'first', 'second'])
  expect(created[1]).toMatchObject({ chainId: first, creator: bench.operator, profile: 'dev' })
  expect([...byChainId.keys()]).toEqual(created.map(({ chainId }) => chainId))
})

test('reads the queue, linked from its first element', async () => {
  const { queueElements } = chain(await everything(), first)
  expect(queueElements.map(({ queueIndex }) => queueIndex)).toEqual([0, 1, 2])
  const [creation, deposit, call] = queueElements
  expect(creation).toMatchObject({ isSystem: true, mint: 0n, chainId: first })
  expect(deposit).toMatchObject({ isSystem: false, mint: 5n * MT, value: 5n * MT, to: bench.user })
  expect(call).toMatchObject({ from: bench.user, sender: bench.user, gasLimit: 100_000n })
  expect(toHex(call?.data ?? new Uint8Array(0))).toBe('0x1234')
  if (deposit === undefined || call === undefined) throw new Error('no elements')
  expect(call.queueHashAfter).toBe(nextQueueHash(deposit.queueHashAfter, elementHash(call)))
})

test('reads batches with the payloads of their calldata', async () => {
  const events = chain(await everything(), first)
  const [one, two, ...others] = events.batches
  if (one === undefined || two === undefined) throw new Error('no batches')
  expect(others).toEqual([])
  expect(one).toMatchObject({
    chainId: first,
    batchIndex: 0,
    prevBatchHash: initialBatchHash(first),
    firstBlock: 1,
    blockCount: 3,
    queueStart: 0,
    // The creation's element alone takes all the gas that a batch may consume.
    queueEnd: 1,
    queueHashEnd: events.queueElements[0]?.queueHashAfter,
    payloadHash: keccak256Hex(payload),
    isForced: false,
    sequencer: bench.operator,
  })
  expect(toHex(one.payload)).toBe(toHex(payload))
  expect(one.batchHash).toBe(batchHash(one))
  expect(two).toMatchObject({ prevBatchHash: one.batchHash, firstBlock: 4, batchIndex: 1 })
  expect(two).toMatchObject({ queueStart: 1, queueEnd: 3 })
  expect(two.payload).toHaveLength(0)
  const [origin] = await bench.blocks(one.originNumber, one.originNumber)
  expect(one.originHash).toBe(origin?.hash)
})

test('reads a batch that anyone forced', async () => {
  const { batches } = chain(await everything(), second)
  expect(batches).toHaveLength(2)
  expect(batches[1]).toMatchObject({ isForced: true, sequencer: bench.user, blockCount: 1 })
  expect(batches[1]?.payload).toHaveLength(0)
})

test('reads state batches, that of block 0 included', async () => {
  const { stateBatches, deletions } = chain(await everything(), first)
  expect(stateBatches).toMatchObject([
    { stateBatchIndex: 0, firstBlock: 0, rootCount: 1 },
    { stateBatchIndex: 1, firstBlock: 1, rootCount: 4, asserter: bench.operator },
  ])
  expect(deletions).toEqual([])
})

test('finds the same in a range as block by block, and in parts as in one', async () => {
  const head = await bench.head()
  const whole = await everything()
  const range = { from: 0, to: head.number, toHash: head.hash }
  expect(await bench.reader().readRange(range)).toEqual(whole)
  const parts: ChainEvents[] = []
  for (let from = 0; from <= head.number; from += 7) {
    const blocks = await bench.blocks(from, Math.min(head.number, from + 6))
    const events = (await bench.reader().read(blocks)).byChainId.get(first)
    if (events !== undefined) parts.push(events)
  }
  expect(parts.flatMap(({ batches }) => batches)).toEqual(chain(whole, first).batches)
  expect(parts.flatMap(({ queueElements }) => queueElements)).toEqual(
    chain(whole, first).queueElements,
  )
})

test('splits a range as often as L1 wants', async () => {
  const head = await bench.head()
  let refusals = 0
  endpoint.fault = (body, response) => {
    const call = JSON.parse(body)
    if (call.method !== 'eth_getLogs') return 'forward'
    const { fromBlock, toBlock } = call.params[0]
    if (Number(toBlock) - Number(fromBlock) < 6) return 'forward'
    refusals++
    const error = { code: -32005, message: 'query returned more than 5 blocks' }
    response.end(JSON.stringify({ jsonrpc: '2.0', id: call.id, error }))
    return 'handled'
  }
  const range = { from: 0, to: head.number, toHash: head.hash }
  const events = await bench.reader({ urls: [endpoint.url] }).readRange(range)
  expect(events).toEqual(await everything())
  expect(refusals).toBeGreaterThan(1)
})

test('asks L1 nothing about blocks whose blooms show no events', async () => {
  const head = await bench.head()
  const blocks = await bench.blocks(head.number - 2, head.number)
  const { byChainId } = await bench.reader({ urls: [endpoint.url] }).read(blocks)
  expect(byChainId.size).toBe(0)
  expect(endpoint.requests).toEqual([])
})

test('leaves out chains that are not wanted, but no creation', async () => {
  const head = await bench.head()
  const { client, contracts } = bench
  const reader = new RollupReader({ client, contracts, isWanted: (chainId) => chainId === second })
  const events = await reader.read(await bench.blocks(0, head.number))
  expect([...events.byChainId.keys()]).toEqual([second])
  expect(chain(events, second)).toEqual(chain(await everything(), second))
  expect(events.created).toHaveLength(3)
})

const lies: readonly (readonly [string, RegExp, string])[] = [
  ['leaves out the receipts', /"result":\[\{"type".*/, '"result":[]}'],
  ['leaves out a log', /"logs":\[\{.*?\}\]/, '"logs":[]'],
  ['changes an event’s data', /("data":"0x0{40})0/, '$11'],
  ['gives a transaction another input', /("input":"0x.*?)c0ffee/, '$1c0ffef'],
  ['gives a transaction another target', /"to":"0x\w{40}"/, `"to":"0x${'9'.repeat(40)}"`],
]

test.each(lies)('turns away from an endpoint that %s', async (_, pattern, replacement) => {
  const [batch] = chain(await everything(), first).batches
  if (batch === undefined) throw new Error('no batch')
  const blocks = await bench.blocks(batch.l1BlockNumber, batch.l1BlockNumber)
  let lied = 0
  endpoint.rewrite = (answer) => {
    const changed = answer.replace(pattern, replacement)
    if (changed !== answer) lied++
    return changed
  }
  const alone = bench.reader({ urls: [endpoint.url], attempts: 1 })
  await expect(alone.read(blocks)).rejects.toBeInstanceOf(L1DataMismatchError)
  expect(lied).toBeGreaterThan(0)
  const withOther = bench.reader({ urls: [endpoint.url, bench.anvil.url] })
  expect(chain(await withOther.read(blocks), first).batches).toEqual([batch])
})

test('notices in a range that an element or a batch is missing', async () => {
  const head = await bench.head()
  const range = { from: 0, to: head.number, toHash: head.hash }
  const { batches, queueElements } = chain(await everything(), first)
  const places = [batches[0]?.l1BlockNumber, queueElements[1]?.l1BlockNumber]
  for (const number of places) {
    endpoint.rewrite = (answer) => {
      const body = JSON.parse(answer)
      if (!Array.isArray(body.result)) return answer
      const isLeftOut = ({ blockNumber }: { blockNumber: string }) => Number(blockNumber) === number
      body.result = body.result.filter((log: { blockNumber: string }) => !isLeftOut(log))
      return JSON.stringify(body)
    }
    const reader = bench.reader({ urls: [endpoint.url], attempts: 1 })
    await expect(reader.readRange(range)).rejects.toBeInstanceOf(L1DataMismatchError)
  }
})

test('says that L1 has reorganised when blocks are gone', async () => {
  const snapshot = await bench.anvil.rpc('evm_snapshot')
  await bench.append(first, fromHex('0x01'))
  const head = await bench.head()
  const gone = await bench.blocks(head.number, head.number)
  await bench.anvil.rpc('evm_revert', [snapshot])
  await bench.anvil.mineOther(4)
  expect((await bench.blocks(head.number, head.number))[0]?.hash).not.toBe(head.hash)
  await expect(bench.reader().read(gone)).rejects.toBeInstanceOf(L1ReorganisedError)
  const range = { from: 0, to: head.number, toHash: head.hash }
  await expect(bench.reader().readRange(range)).rejects.toMatchObject({
    code: 'L1_REORGANISED',
    blockNumber: head.number,
    expectedHash: head.hash,
  })
})
