import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import type { Tip } from '../../../src/committee/chain/Entry.ts'
import { EntryServer } from '../../../src/committee/chain/EntryServer.ts'
import { Mutex } from '../../../src/committee/Mutex.ts'
import { PoolWorld } from '../PoolWorld.ts'
import { seededRandom } from '../seededRandom.ts'

const slow = asAddress(`0x${'51'.repeat(20)}`)
const quick = asAddress(`0x${'9c'.repeat(20)}`)

/** The chain of a pool that runs no more; what is final on L1 is forgotten. */
async function chainOf() {
  const world = new PoolWorld(seededRandom(5), 3, (_, members) => members)
  while ((world.nodes[0]?.chain.block.number ?? 0) < 30) {
    for (let account = 0; account < 8; account++) void world.submit(account)
    await world.mine()
  }
  const chain = world.nodes[0]?.chain as (typeof world.nodes)[0]['chain']
  await world.stop()
  return chain
}

/** The tip before the first block that is remembered. */
function startOf({ records, allBlocks }: Chain): { readonly tip: Tip; readonly nextBlock: number } {
  const [record] = records
  if (record === undefined || record.kind === 'adopted') throw new Error('nothing is remembered')
  const { firstBlock, prevBatchHash } = record.opening
  const id = firstBlock === 1 ? (allBlocks[0]?.hash as string) : prevBatchHash
  return { tip: { position: 2 * firstBlock - 1, id }, nextBlock: firstBlock }
}

type Chain = Awaited<ReturnType<typeof chainOf>>

function serverOf(chain: Chain, mutex = new Mutex()) {
  const failures: unknown[] = []
  const replica = {
    look: async () => ({ head: await chain.head(), log: { records: await chain.batchRecords() } }),
  }
  const server = new EntryServer({
    ...{ chain, mutex, replica: replica as never },
    onFailed: (error) => failures.push(error),
  })
  return { server, failures }
}

test('from the beginning one answer after the other leads to the end of the chain', async () => {
  const chain = await chainOf()
  const { server } = serverOf(chain)
  const { tip: start, nextBlock } = startOf(chain)
  let after = start
  const numbers: number[] = []
  for (;;) {
    const entries = await server.serve(quick, after)
    if (entries.length === 0) break
    for (const { parent, tip, body } of entries) {
      expect(parent).toEqual(after)
      after = tip
      if (body.kind === 'block') numbers.push(body.number)
    }
  }
  expect(after.position >> 1).toBe(chain.block.number)
  expect(numbers).toEqual(chain.allBlocks.slice(nextBlock).map(({ number }) => number))
  // A tip that the chain does not have is followed by nothing.
  expect(await server.serve(quick, { position: 5, id: `0x${'00'.repeat(32)}` })).toEqual([])
  expect(await server.serve(quick, { position: 2 ** 52, id: after.id })).toEqual([])
})

test('while the chain is read for one, the others and the chain go on, and who asks again waits for the answer', async () => {
  const chain = await chainOf()
  const mutex = new Mutex()
  const reading = Promise.withResolvers<void>()
  let isSlow = true
  const slowed = new Proxy(chain, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown
      if (name !== 'seals' || !isSlow) return method.bind(target)
      return async (...args: unknown[]) => {
        await reading.promise
        return Reflect.apply(method, target, args)
      }
    },
  })
  const { server } = serverOf(slowed, mutex)
  const { tip: start } = startOf(chain)
  const first = server.serve(slow, start)
  await new Promise((resolve) => setImmediate(resolve))
  isSlow = false
  expect(await server.serve(slow, start)).toEqual([])
  expect((await server.serve(quick, start)).length).toBeGreaterThan(1)
  expect(await mutex.run(async () => 'the chain goes on')).toBe('the chain goes on')
  reading.resolve()
  expect((await first).length).toBeGreaterThan(1)
  expect((await server.serve(slow, start)).length).toBeGreaterThan(1)
})

test('a chain that is taken back while it is read is told of, and stops nobody', async () => {
  const chain = await chainOf()
  const broken = new Proxy(chain, {
    get(target, name) {
      if (name === 'blocks') return async () => Promise.reject(new Error('no such block'))
      return (Reflect.get(target, name) as (...args: unknown[]) => unknown).bind(target)
    },
  })
  const { server, failures } = serverOf(broken)
  const { tip: start } = startOf(chain)
  expect(await server.serve(quick, start)).toEqual([])
  expect(failures).toHaveLength(1)
})
