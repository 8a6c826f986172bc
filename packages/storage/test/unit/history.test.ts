import { describe, expect, it } from 'vitest'
import { canonicalRecord } from '../../src/record/canonicalRecord.ts'
import { headerRecord } from '../../src/record/headerRecord.ts'
import { LevelStore } from '../../src/store/LevelStore.ts'
import type { StoreBatch } from '../../src/store/Store.ts'
import { storageKey } from '../../src/store/storageKey.ts'
import { makeChain } from '../chain/makeChain.ts'
import { chainId, genesis, openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

describe('readBlockRange', () => {
  it('gives the blocks of a range in order, as far as the chain goes', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 30, { chainId, seed: 1 })
    await unit.commit({ blocks })
    const read = await collect(unit.readBlockRange(5, 100))
    expect(read.map(({ hash }) => hash)).toEqual(blocks.slice(4).map(({ hash }) => hash))
    expect(read.map(({ input }) => input)).toEqual(blocks.slice(4).map(({ input }) => input))
    expect(await collect(unit.readBlockRange(31, 40))).toEqual([])
  })

  it('ends where the chain was replaced while it was read', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 6, { chainId, seed: 1 })
    await unit.commit({ blocks })
    const read: number[] = []
    for await (const { header } of unit.readBlockRange(1, 6)) {
      read.push(header.number)
      if (header.number === 3) {
        await unit.commit({ rollBackTo: 0, blocks: makeChain(genesis, 6, { chainId, seed: 2 }) })
      }
    }
    expect(read).toEqual([1, 2, 3])
  })

  it('stops when told to', async () => {
    const unit = await openUnit()
    await unit.commit({ blocks: makeChain(genesis, 10, { chainId, seed: 1 }) })
    const stop = new AbortController()
    const read: number[] = []
    const reading = (async () => {
      for await (const { header } of unit.readBlockRange(0, 10, stop.signal)) {
        read.push(header.number)
        if (header.number === 4) stop.abort()
      }
    })()
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
    expect(read).toEqual([0, 1, 2, 3, 4])
  })
})

describe('verify', () => {
  it('counts what it has walked and finds nothing wrong with a good chain', async () => {
    const unit = await openUnit()
    const recipe = {
      chainId,
      seed: 1,
      transactionCount: 3,
      logAddresses: [`0x${'aa'.repeat(20)}` as never],
    }
    await unit.commit({ blocks: makeChain(genesis, 12, recipe) })
    expect(await unit.verify()).toEqual({
      blockCount: 13,
      transactionCount: 36,
      logCount: 36,
      problems: [],
    })
    expect(await unit.verify({ downTo: 10 })).toMatchObject({ blockCount: 3 })
  })

  const blocks = makeChain(genesis, 6, { chainId, seed: 1 })
  const damaged = blocks[3]
  if (damaged === undefined) throw new Error('no block')
  const { header, hash, receipts } = damaged
  const number = 4
  const damages: Record<string, (batch: StoreBatch) => void> = {
    'a canonical entry': (batch) => batch.delete(storageKey.canonical(number)),
    'a header': (batch) => batch.delete(storageKey.header(number, hash)),
    'a body': (batch) => batch.delete(storageKey.body(number, hash)),
    receipts: (batch) => batch.delete(storageKey.receipts(number, hash)),
    'a number by hash': (batch) => batch.delete(storageKey.blockNumber(hash)),
    'a transaction location': (batch) =>
      receipts.forEach((receipt) => {
        batch.delete(storageKey.transaction(receipt.transactionHash))
      }),
  }

  it.each(Object.keys(damages))('finds that %s is lost', async (what) => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    await unit.commit({ blocks })
    await unit.close()
    const store = await LevelStore.open(folder)
    await store.write((batch) => damages[what]?.(batch))
    await store.close()
    const { problems } = await (await openUnit(folder)).verify()
    expect(problems.length).toBeGreaterThan(0)
    expect(new Set(problems.map(({ blockNumber }) => blockNumber))).toEqual(new Set([number]))
  })

  it('finds a block above the head', async () => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    await unit.commit({ blocks: blocks.slice(0, 3) })
    await unit.close()
    const store = await LevelStore.open(folder)
    await store.write((batch) => {
      batch.put(storageKey.canonical(number), canonicalRecord.encode(hash, header))
    })
    await store.close()
    const { problems } = await (await openUnit(folder)).verify()
    expect(problems).toMatchObject([{ blockNumber: number }])
  })

  it('finds a header that was changed', async () => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    await unit.commit({ blocks })
    await unit.close()
    const store = await LevelStore.open(folder)
    await store.write((batch) =>
      batch.put(
        storageKey.header(number, hash),
        headerRecord.encode({ ...header, gasUsed: header.gasUsed + 1n }),
      ),
    )
    await store.close()
    const { problems } = await (await openUnit(folder)).verify()
    expect(problems).toMatchObject([{ blockNumber: number }])
  })
})
