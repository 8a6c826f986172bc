import { asHash, type L1BlockHash, type L1TransactionHash } from '@mvm/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type L1BlockId,
  type L1Client,
  L1Follower,
  type L1FollowerEvent,
  type L1FollowerOptions,
  L1HistoryLostError,
} from '../../src/index.ts'
import { Anvil, type AnvilOptions, anvilAccounts } from '../anvil.ts'
import { eventually } from '../eventually.ts'
import { FaultyEndpoint } from '../FaultyEndpoint.ts'

const [alice, bob] = anvilAccounts as [(typeof anvilAccounts)[0], (typeof anvilAccounts)[0]]

let stops: (() => Promise<void>)[] = []
let controller: AbortController

beforeEach(() => {
  controller = new AbortController()
})
afterEach(async () => {
  controller.abort()
  for (const stop of stops.toReversed()) await stop()
  stops = []
})

async function startAnvil(options?: AnvilOptions): Promise<Anvil> {
  const anvil = await Anvil.start(options)
  stops.push(() => anvil.stop())
  return anvil
}

async function idAt(client: L1Client, number: number): Promise<L1BlockId> {
  const block = await client.block(number)
  if (block === null) throw new Error(`no block ${number}`)
  return { number, hash: block.hash }
}

/** Applies a follower's events to a chain of its own, as any consumer would. */
class Consumer {
  readonly events: L1FollowerEvent[] = []
  readonly chain: Map<number, L1BlockHash>
  readonly follower: L1Follower
  readonly end: Promise<unknown>

  constructor(options: Pick<L1FollowerOptions, 'client' | 'known'> & Partial<L1FollowerOptions>) {
    this.follower = new L1Follower({ pollIntervalMs: 10, maxRetryDelayMs: 50, ...options })
    this.chain = new Map(options.known.map(({ number, hash }) => [number, hash]))
    this.end = this.#run().then(
      () => 'ended',
      (error) => error,
    )
  }

  get head(): number {
    return Math.max(...this.chain.keys())
  }

  kinds(): string[] {
    return this.events.map(({ kind }) => kind)
  }

  reached(number: number): Promise<void> {
    return eventually(() => this.head).toBe(number)
  }

  async #run(): Promise<void> {
    for await (const event of this.follower.events(controller.signal)) {
      this.events.push(event)
      if (event.kind === 'reorganised') {
        for (const number of this.chain.keys()) {
          if (number > event.commonAncestorNumber) this.chain.delete(number)
        }
      }
      if (event.kind !== 'advanced' && event.kind !== 'reorganised') continue
      for (const block of event.blocks) {
        expect(block.number).toBe(this.head + 1)
        expect(block.parentHash).toBe(this.chain.get(block.number - 1) ?? block.parentHash)
        this.chain.set(block.number, block.hash)
      }
      expect(this.follower.head.number).toBe(this.head)
    }
  }
}

async function expectSameChain(consumer: Consumer, client: L1Client): Promise<void> {
  const numbers = [...consumer.chain.keys()]
  const blocks = await client.blocks(numbers)
  expect([...consumer.chain.values()]).toEqual(blocks.map((block) => block?.hash))
}

test('announces every block once, linked and in order, with the safe and finalized numbers', async () => {
  const anvil = await startAnvil()
  const client = anvil.client()
  const consumer = new Consumer({ client, known: [await idAt(client, 0)] })
  for (let i = 0; i < 10; i++) await anvil.mine(1)
  await anvil.mine(70)
  await consumer.reached(80)
  await expectSameChain(consumer, client)
  expect(new Set(consumer.kinds())).toEqual(new Set(['advanced']))
  expect(consumer.events.at(-1)).toMatchObject({ safeNumber: 48, finalizedNumber: 16 })
})

test('catches up in changes of limited size', async () => {
  const anvil = await startAnvil()
  const client = anvil.client()
  await anvil.mine(95)
  const known = [await idAt(client, 20)]
  const consumer = new Consumer({ client, known, maxBlocksPerChange: 30 })
  await consumer.reached(95)
  const sizes = consumer.events.map((event) => ('blocks' in event ? event.blocks.length : 0))
  expect(sizes).toEqual([30, 30, 15])
})

test.each([1, 2, 7, 32, 64, 400])(
  'announces a reorganisation of %i blocks in which a transaction vanishes',
  async (depth) => {
    const anvil = await startAnvil()
    const client = anvil.client()
    await anvil.mine(5)
    const consumer = new Consumer({ client, known: [await idAt(client, 2)] })
    await consumer.reached(5)

    const snapshot = await anvil.rpc('evm_snapshot')
    const transfer = { from: alice.address, to: bob.address, value: '0x1' }
    const hash = asHash<L1TransactionHash>(
      String(await anvil.rpc('eth_sendTransaction', [transfer])),
    )
    // Mined by itself: a block asked for before that would have it instead.
    await consumer.reached(6)
    await anvil.mine(depth - 1)
    await consumer.reached(5 + depth)
    const forkBlock = await idAt(client, 6)
    expect((await client.receipts([hash]))[0]?.blockHash).toBe(forkBlock.hash)

    await anvil.rpc('evm_revert', [snapshot])
    await anvil.mineOther(depth + 1)
    expect((await idAt(client, 6)).hash).not.toBe(forkBlock.hash)
    expect(await client.receipts([hash])).toEqual([null])

    await consumer.reached(6 + depth)
    await expectSameChain(consumer, client)
    const reorganisations = consumer.events.filter(({ kind }) => kind === 'reorganised')
    expect(reorganisations).not.toHaveLength(0)
    // Within the window of 1024 blocks the common ancestor is exact.
    expect(reorganisations[0]).toMatchObject({ commonAncestorNumber: 5 })
  },
)

test('goes back to a milestone when a reorganisation is deeper than its window', async () => {
  const anvil = await startAnvil()
  const client = anvil.client()
  await anvil.mine(300)
  const consumer = new Consumer({ client, known: [await idAt(client, 0)], windowSize: 256 })
  await consumer.reached(300)
  const snapshot = await anvil.rpc('evm_snapshot')
  await anvil.mine(400)
  await consumer.reached(700)
  const abandoned = await idAt(client, 301)
  await anvil.rpc('evm_revert', [snapshot])
  await anvil.mineOther(401)
  expect((await idAt(client, 301)).hash).not.toBe(abandoned.hash)
  await consumer.reached(701)
  await expectSameChain(consumer, client)
  const reorganisation = consumer.events.find(({ kind }) => kind === 'reorganised')
  expect(reorganisation).toMatchObject({ commonAncestorNumber: 256 })
})

test('finds out on starting that L1 reorganised while it was away', async () => {
  const anvil = await startAnvil()
  const client = anvil.client()
  await anvil.mine(10)
  const snapshot = await anvil.rpc('evm_snapshot')
  const before = new Consumer({ client, known: [await idAt(client, 0)] })
  await anvil.mine(7)
  await before.reached(17)
  controller.abort()
  expect(await before.end).toBe('ended')
  const known = before.follower.known()

  await anvil.rpc('evm_revert', [snapshot])
  await anvil.mineOther(9)
  controller = new AbortController()
  const after = new Consumer({ client, known })
  await after.reached(19)
  await expectSameChain(after, client)
  expect(after.events[0]).toMatchObject({ kind: 'reorganised', commonAncestorNumber: 10 })
})

test('waits when the head goes back on the known chain and announces only what contradicts it', async () => {
  const anvil = await startAnvil()
  const client = anvil.client()
  await anvil.mine(10)
  const snapshot = await anvil.rpc('evm_snapshot')
  const consumer = new Consumer({ client, known: [await idAt(client, 0)], staleAfterMs: 100 })
  await anvil.mine(5)
  await consumer.reached(15)
  await anvil.rpc('evm_revert', [snapshot])
  await eventually(() => consumer.events.at(-1)?.kind).toBe('stale')
  expect(consumer.kinds()).not.toContain('reorganised')
  expect(consumer.head).toBe(15)

  // Shorter than what was announced, but another chain.
  await anvil.mineOther(2)
  await consumer.reached(12)
  await expectSameChain(consumer, client)
  const stale = consumer.kinds().lastIndexOf('stale')
  expect(consumer.kinds().slice(stale, stale + 3)).toEqual(['stale', 'back', 'reorganised'])
})

test('survives an L1 that hangs, and one that is killed and comes back with its state', async () => {
  const anvil = await startAnvil({ keepsState: true })
  const client = anvil.client({ timeoutMs: 1000 })
  const consumer = new Consumer({ client, known: [await idAt(client, 0)] })
  await anvil.mine(3)
  await consumer.reached(3)
  anvil.freeze()
  await eventually(() => consumer.events.at(-1)?.kind).toBe('unreachable')
  anvil.thaw()
  await eventually(() => consumer.events.at(-1)?.kind).toBe('back')
  await anvil.mine(2)
  await consumer.reached(5)

  await anvil.stateSaved()
  await anvil.kill()
  await eventually(() => consumer.events.at(-1)?.kind).toBe('unreachable')
  await anvil.restart()
  await eventually(() => consumer.events.at(-1)?.kind).toBe('back')
  await anvil.mine(2)
  await consumer.reached(7)
  await expectSameChain(consumer, anvil.client())
  const outages = consumer.kinds().filter((kind) => kind === 'unreachable')
  expect(outages.length).toBeGreaterThanOrEqual(2)
})

test('leaves an endpoint whose head stands still for one that goes on', async () => {
  const anvil = await startAnvil()
  await anvil.mine(3)
  const frozenHead = await (
    await fetch(anvil.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":0,"method":"eth_getBlockByNumber","params":["latest",false]}',
    })
  ).text()
  const lagging = await FaultyEndpoint.start(anvil.url)
  stops.push(() => lagging.stop())
  lagging.fault = (body, response) => {
    const isNumber = body.includes('eth_blockNumber')
    if (!isNumber && !body.includes('"latest"')) return 'forward'
    response.end(isNumber ? '{"jsonrpc":"2.0","id":0,"result":"0x3"}' : frozenHead)
    return 'handled'
  }
  const client = anvil.client({ urls: [lagging.url, anvil.url] })
  const consumer = new Consumer({
    client,
    known: [await idAt(anvil.client(), 0)],
    staleAfterMs: 100,
  })
  await consumer.reached(3)
  await anvil.mine(4)
  await consumer.reached(7)
  await expectSameChain(consumer, anvil.client())
})

test('starts over when L1 reorganises between two of its reads', async () => {
  const anvil = await startAnvil()
  const client = anvil.client()
  await anvil.mine(4)
  const snapshot = await anvil.rpc('evm_snapshot')
  await anvil.mine(6)
  const endpoint = await FaultyEndpoint.start(anvil.url)
  stops.push(() => endpoint.stop())
  const held = Promise.withResolvers<void>()
  endpoint.fault = async (body) => {
    // The range after the head was read: it is answered only when L1 has become another chain.
    if (body.includes('"0x5"')) await held.promise
    return 'forward' as const
  }
  const consumer = new Consumer({
    client: anvil.client({ urls: [endpoint.url] }),
    known: [await idAt(client, 2)],
  })
  await eventually(() => endpoint.requests.some((body) => body.includes('"0x5"'))).toBe(true)
  await anvil.rpc('evm_revert', [snapshot])
  await anvil.mineOther(3)
  held.resolve()
  await consumer.reached(7)
  await expectSameChain(consumer, client)
})

test('ends with an error when L1 is another chain', async () => {
  const anvil = await startAnvil()
  await anvil.mine(3)
  const known = [{ number: 1, hash: asHash<L1BlockHash>(`0x${'11'.repeat(32)}`) }]
  const consumer = new Consumer({ client: anvil.client(), known })
  const error = await consumer.end
  expect(error).toBeInstanceOf(L1HistoryLostError)
  expect(error).toMatchObject({ code: 'L1_HISTORY_LOST', blockNumber: 1 })
})
