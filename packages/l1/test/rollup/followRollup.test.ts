import { fromHex } from '@mvm/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type ChainEvents,
  followRollup,
  L1Follower,
  type L1Status,
  type L1TransportOptions,
  type RollupChange,
} from '../../src/index.ts'
import { eventually } from '../eventually.ts'
import { FaultyEndpoint } from '../FaultyEndpoint.ts'
import { MT, RollupBench } from './RollupBench.ts'

let bench: RollupBench
let chainId: number
let controller: AbortController

beforeEach(async () => {
  bench = await RollupBench.start()
  chainId = await bench.createDac('demo')
  controller = new AbortController()
})
afterEach(async () => {
  controller.abort()
  await bench.stop()
})

type Item = ChainEvents['batches' | 'queueElements' | 'stateBatches'][number]

/** Holds what a rollup's L1 events say, as a node would. */
class Consumer {
  readonly changes: (RollupChange | L1Status)[] = []
  head = -1
  #items: Item[] = []

  async run(options: Partial<L1TransportOptions> = {}): Promise<void> {
    const client = bench.anvil.client(options)
    const [genesis] = await bench.blocks(0, 0)
    if (genesis === undefined) throw new Error('no genesis')
    const follower = new L1Follower({ client, known: [genesis], pollIntervalMs: 10 })
    const { signal } = controller
    const reader = bench.reader(options)
    for await (const change of followRollup({ follower, reader, signal, maxRetryDelayMs: 50 })) {
      this.changes.push(change)
      if (change.kind !== 'advanced' && change.kind !== 'reorganised') continue
      if (change.kind === 'reorganised') {
        const { commonAncestorNumber } = change
        this.#items = this.#items.filter(
          ({ l1BlockNumber }) => l1BlockNumber <= commonAncestorNumber,
        )
      }
      const events = change.events.byChainId.get(chainId)
      if (events !== undefined) {
        this.#items.push(...events.batches, ...events.queueElements, ...events.stateBatches)
      }
      this.head = change.blocks.at(-1)?.number ?? -1
    }
  }

  async reachesHead(): Promise<void> {
    const head = await bench.head()
    await eventually(() => this.head).toBe(head.number)
    const range = { from: 0, to: head.number, toHash: head.hash }
    const events = (await bench.reader().readRange(range)).byChainId.get(chainId)
    const expected = [
      ...(events?.batches ?? []),
      ...(events?.queueElements ?? []),
      ...(events?.stateBatches ?? []),
    ]
    const byPlace = (a: Item, b: Item) =>
      a.l1BlockNumber - b.l1BlockNumber || Object.keys(a).length - Object.keys(b).length
    expect(this.#items.toSorted(byPlace)).toEqual(expected.toSorted(byPlace))
  }
}

test.each([1, 2, 7, 32, 64])(
  'gives a consumer what L1 says through a reorganisation of %i blocks in which a batch vanishes',
  async (depth) => {
    const consumer = new Consumer()
    const running = consumer.run()
    await bench.append(chainId, fromHex('0x01'))
    await bench.deposit(chainId, MT)
    await consumer.reachesHead()

    const ancestor = await bench.head()
    const snapshot = await bench.anvil.rpc('evm_snapshot')
    await bench.anvil.rpc('evm_setAutomine', [false])
    const hash = await bench.anvil.rpc('eth_sendTransaction', [
      {
        from: bench.operator,
        to: bench.contracts.canonicalTransactionChain,
        data: await bench.batchData(chainId, fromHex('0x01aa')),
        gas: '0xf00000',
      },
    ])
    await bench.anvil.mine(depth)
    await consumer.reachesHead()
    const [forkBlock] = await bench.blocks(ancestor.number + 1, ancestor.number + 1)
    const [appended] = await bench.client.receipts([hash as never])
    expect(appended).toMatchObject({ isSuccess: true, blockHash: forkBlock?.hash })

    await bench.anvil.rpc('evm_revert', [snapshot])
    await bench.anvil.rpc('anvil_dropAllTransactions')
    await bench.anvil.rpc('evm_setAutomine', [true])
    await bench.anvil.mineOther(1)
    await bench.append(chainId, fromHex('0x01bbbb'))
    await bench.anvil.mine(depth)
    expect((await bench.blocks(ancestor.number + 1, ancestor.number + 1))[0]?.hash).not.toBe(
      forkBlock?.hash,
    )
    expect(await bench.client.receipts([hash as never])).toEqual([null])
    await consumer.reachesHead()
    expect(consumer.changes.map(({ kind }) => kind)).toContain('reorganised')
    controller.abort()
    await running
  },
)

test('reads again what failed, and what a reorganisation took away under the reading', async () => {
  const endpoint = await FaultyEndpoint.start(bench.anvil.url)
  const consumer = new Consumer()
  const running = consumer.run({ urls: [endpoint.url], attempts: 1, timeoutMs: 300 })
  await consumer.reachesHead()

  let failures = 0
  endpoint.fault = (body, response) => {
    if (!body.includes('eth_getBlockReceipts') || failures++ >= 3) return 'forward'
    response.writeHead(500).end()
    return 'handled'
  }
  await bench.deposit(chainId, MT)
  await consumer.reachesHead()
  expect(failures).toBeGreaterThan(3)

  const held = Promise.withResolvers<void>()
  let isAsked = false
  endpoint.fault = async (body) => {
    if (body.includes('eth_getBlockReceipts') && !isAsked) {
      isAsked = true
      await held.promise
    }
    return 'forward' as const
  }
  const snapshot = await bench.anvil.rpc('evm_snapshot')
  await bench.deposit(chainId, 2n * MT)
  await eventually(() => isAsked).toBe(true)
  await bench.anvil.rpc('evm_revert', [snapshot])
  await bench.anvil.mineOther(1)
  await bench.deposit(chainId, 3n * MT)
  held.resolve()
  await consumer.reachesHead()
  controller.abort()
  await running
  await endpoint.stop()
})
