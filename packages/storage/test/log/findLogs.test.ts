import { type Address, asAddress, type ChainLog, type Hex, keccak256Hex } from '@mvm/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ChainReader } from '../../src/block/ChainReader.ts'
import type { AppendedBlock, LogFilter } from '../../src/index.ts'
import { findLogs } from '../../src/log/findLogs.ts'
import { LevelStore } from '../../src/store/LevelStore.ts'
import type { Store } from '../../src/store/Store.ts'
import { makeBlock } from '../chain/makeBlock.ts'
import { makeChain } from '../chain/makeChain.ts'
import { chainId, genesis, openUnit } from '../chain/openUnit.ts'
import { seededRandom } from '../chain/seededRandom.ts'
import { tempFolder } from '../chain/tempFolder.ts'

const addresses: readonly Address[] = [1, 2, 3, 4, 5].map((n) =>
  asAddress(keccak256Hex(Uint8Array.of(n)).slice(0, 42)),
)
const topics: readonly Hex[] = [6, 7, 8].map((n) => keccak256Hex(Uint8Array.of(n)))

/** The obvious way: look at every log of every block. */
function search(blocks: readonly AppendedBlock[], filter: LogFilter): ChainLog[] {
  return blocks
    .filter(({ header: { number } }) => number >= filter.fromBlock && number <= filter.toBlock)
    .flatMap(({ header, hash, receipts }) => {
      let index = 0
      return receipts.flatMap(({ transactionHash, logs }, transactionIndex) =>
        logs.map((log) => ({
          ...log,
          blockNumber: header.number,
          blockHash: hash,
          blockTimestamp: header.timestamp,
          transactionHash,
          transactionIndex,
          logIndex: index++,
        })),
      )
    })
    .filter(({ address, topics: found }) => {
      if ((filter.addresses?.length ?? 0) > 0 && !filter.addresses?.includes(address)) return false
      const wanted = filter.topics ?? []
      if (found.length < wanted.length) return false
      return wanted.every((any, i) => any.length === 0 || any.includes(found[i] as Hex))
    })
}

/** 120 blocks with no log, a few or many. */
function chainWithLogs(): AppendedBlock[] {
  const random = seededRandom(7)
  const blocks: AppendedBlock[] = []
  for (let i = 0; i < 120; i++) {
    const recipe = {
      chainId,
      parent: blocks.at(-1) ?? genesis,
      seed: i,
      transactionCount: Math.floor(random() * 8),
      logAddresses: addresses.filter(() => random() < 0.2),
      topics: topics.filter(() => random() < 0.3),
    }
    blocks.push(makeBlock(recipe))
  }
  return blocks
}

describe('logs', () => {
  const blocks = chainWithLogs()
  const everything: LogFilter = { fromBlock: 0, toBlock: 200 }
  let firstTopics: readonly Hex[] = []
  beforeAll(() => {
    firstTopics = search(blocks, everything).map((log) => log.topics[0] as Hex)
    expect(firstTopics.length).toBeGreaterThan(50)
  })

  it('are those that looking at every log finds', async () => {
    const unit = await openUnit()
    await unit.commit({ blocks })
    const topicList = fc.array(
      fc.oneof(
        fc.constantFrom(...topics),
        fc.nat(1000).map((n) => firstTopics[n % firstTopics.length] as Hex),
      ),
      { maxLength: 3 },
    )
    const filter: fc.Arbitrary<LogFilter> = fc.record(
      {
        fromBlock: fc.nat(125),
        toBlock: fc.nat(125),
        addresses: fc.subarray([...addresses, asAddress(`0x${'00'.repeat(20)}`)]),
        topics: fc.array(topicList, { maxLength: 3 }),
      },
      { requiredKeys: ['fromBlock', 'toBlock'] },
    )
    let foundCount = 0
    await fc.assert(
      fc.asyncProperty(filter, async (wanted) => {
        const page = await unit.logs(wanted, { limit: 10_000 })
        expect(page.logs).toEqual(search(blocks, wanted))
        expect(page.completeTo).toBe(wanted.toBlock)
        foundCount += page.logs.length
      }),
      { seed: 4242, numRuns: 400 },
    )
    expect(foundCount).toBeGreaterThan(1000)
  })

  it('are found in a block whose bloom is too full to be listed bit by bit', async () => {
    const unit = await openUnit()
    const block = makeBlock({
      chainId,
      parent: genesis,
      seed: 1,
      transactionCount: 300,
      logAddresses: addresses,
      topics,
    })
    await unit.commit({ blocks: [block] })
    for (const { logs } of block.receipts.slice(0, 20)) {
      const wanted = { fromBlock: 1, toBlock: 1, topics: [[logs[0]?.topics[0] as Hex]] }
      const { logs: found } = await unit.logs(wanted, { limit: 10 })
      expect(found).toEqual(search([block], wanted))
    }
  })

  it('stop before the block that would pass the limit', async () => {
    const unit = await openUnit()
    await unit.commit({ blocks })
    const all = search(blocks, everything)
    const limit = 25
    const page = await unit.logs(everything, { limit })
    expect(page.logs.length).toBeLessThanOrEqual(limit)
    expect(page.logs).toEqual(all.filter(({ blockNumber }) => blockNumber <= page.completeTo))
    const next = all.filter(({ blockNumber }) => blockNumber === page.completeTo + 1)
    expect(page.logs.length + next.length).toBeGreaterThan(limit)
    const first = all[0]?.blockNumber ?? 0
    expect(await unit.logs(everything, { limit: 0 })).toEqual({ logs: [], completeTo: first - 1 })
    expect(await unit.logs(everything, { limit: all.length })).toMatchObject({ completeTo: 200 })
  })

  it('are those of the new chain after a roll-back', async () => {
    const unit = await openUnit()
    await unit.commit({ blocks })
    const fresh = makeChain(blocks[59] as AppendedBlock, 20, {
      chainId,
      seed: 1000,
      logAddresses: addresses.slice(0, 2),
      topics,
    })
    await unit.commit({ rollBackTo: 60, blocks: fresh })
    const chain = [...blocks.slice(0, 60), ...fresh]
    for (const filter of [
      everything,
      ...addresses.map((address) => ({ ...everything, addresses: [address] })),
      ...topics.map((topic) => ({ ...everything, topics: [[], [topic]] })),
    ]) {
      expect((await unit.logs(filter, { limit: 10_000 })).logs).toEqual(search(chain, filter))
    }
  })

  it('are of one chain when it is replaced, and put back, while they are looked for', async () => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    const [one, two] = addresses.slice(0, 2) as [Address, Address]
    const alternating = (seed: number, order: readonly [Address, Address]): AppendedBlock[] => {
      const chain: AppendedBlock[] = []
      for (let i = 0; i < 20; i++) {
        const parent = chain.at(-1) ?? genesis
        const logAddresses = [order[(i % 2) as 0 | 1]]
        chain.push(makeBlock({ chainId, parent, seed, transactionCount: 1, logAddresses }))
      }
      return chain
    }
    const chain = alternating(1, [one, two])
    const rival = alternating(2, [two, one])
    await unit.commit({ blocks: chain })
    const store = await LevelStore.open(folder)
    onTestFinished(() => store.close())

    for (const replacements of [[rival], [rival, chain]]) {
      await unit.commit({ rollBackTo: 0, blocks: chain })
      const waiting = [...replacements]
      // The chain changes between the look-ups of the two addresses, and behind them.
      const restless: Store = {
        get: (key) => store.get(key),
        write: (fill) => store.write(fill),
        close: () => store.close(),
        keys: (range) => store.keys(range),
        compact: (range) => store.compact(range),
        async *range(range) {
          yield* store.range(range)
          const blocks = waiting.shift()
          if (blocks !== undefined) await unit.commit({ rollBackTo: 0, blocks })
        },
      }
      const wanted = { ...everything, addresses: [one, two] }
      const { logs } = await findLogs(restless, new ChainReader(store), wanted, { limit: 100 })
      expect(waiting).toEqual([])
      expect(logs).toEqual(search(replacements.at(-1) ?? [], wanted))
      expect(logs).toHaveLength(20)
    }
  })

  it('are no longer looked for when the caller has given up', async () => {
    const unit = await openUnit()
    await unit.commit({ blocks })
    await expect(
      unit.logs(everything, { limit: 1, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })
})
