import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { asHash, type CodeHash, type Hash } from '@mvm/protocol'
import { HistoryPrunedError, StorageReadOnlyError, StorageUnit } from '@mvm/storage'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ChainReader } from '../../src/block/ChainReader.ts'
import { FreshContent } from '../../src/history/FreshContent.ts'
import { Pace } from '../../src/history/Pace.ts'
import { sweepState } from '../../src/history/sweepState.ts'
import { LevelStore } from '../../src/store/LevelStore.ts'
import type { Store } from '../../src/store/Store.ts'
import { WriteQueue } from '../../src/unit/WriteQueue.ts'
import { makeBatch } from '../chain/makeBatch.ts'
import { makeChain } from '../chain/makeChain.ts'
import { chainId, genesis, openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'
import { BusyChain, contract, type Write } from './BusyChain.ts'

async function openBusy(folder?: string): Promise<BusyChain> {
  const chain = await BusyChain.open(folder ?? (await tempFolder()))
  onTestFinished(() => chain.unit.close())
  return chain
}

/** Four writes into each block, of which two come back to what was there a few blocks before. */
function writesOf(number: number): Write[] {
  return [
    [number % 97, number],
    [100 + (number % 7), number % 3],
    [200 + (number % 5), number % 2],
    [1000 + number, 1],
  ]
}

function diskBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

describe('a storage unit that keeps only so much history', () => {
  it('says of what it no longer has that it is pruned, and keeps headers and hashes', async () => {
    const unit = await openUnit()
    const logAddresses = [contract]
    const blocks = makeChain(genesis, 300, { chainId, seed: 1, logAddresses })
    const at = (number: number) => blocks[number - 1] as (typeof blocks)[number]
    const reference = { number: 250, hash: at(250).hash }
    await unit.commit({ blocks, heads: { safe: reference, finalized: reference } })
    const [old, kept] = [at(150), at(200)]
    const logsBefore = await unit.logs({ fromBlock: 200, toBlock: 300 }, { limit: 10_000 })
    await unit.prune(200, { restMs: 0 })
    expect(unit.earliestBlock()).toBe(200)
    for (const { header, hash, receipts } of [old, at(1), at(199)]) {
      const { number } = header
      expect(unit.header(number)).toEqual(header)
      expect(unit.headerByHash(hash)).toEqual(header)
      expect(unit.blockAt({ number, hash })).toBeUndefined()
      for (const read of [
        () => unit.block(number),
        () => unit.receipts(number),
        () => unit.receipt(receipts[0]?.transactionHash as never),
      ])
        expect(read).toThrow(HistoryPrunedError)
    }
    expect(unit.block(200)?.receipts()).toEqual(kept.receipts)
    expect(unit.receipt(kept.receipts[1]?.transactionHash as never)?.index).toBe(1)

    const search = (fromBlock: number, addresses?: typeof logAddresses) =>
      unit.logs({ fromBlock, toBlock: 300, ...(addresses ? { addresses } : {}) }, { limit: 10_000 })
    expect(await search(200)).toEqual(logsBefore)
    expect(await search(200, logAddresses)).toEqual(logsBefore)
    await expect(search(199)).rejects.toThrow(HistoryPrunedError)
    await expect(search(0, logAddresses)).rejects.toMatchObject({ earliestBlock: 200 })
    expect((await unit.verify()).problems).toEqual([])
    expect((await unit.verify()).blockCount).toBe(101)
  })

  it('never goes beyond finality, goes on after a restart, and cannot be rolled back behind it', async () => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    const blocks = makeChain(genesis, 200, { chainId, seed: 2 })
    const reference = { number: 150, hash: blocks[149]?.hash as never }
    await unit.commit({ blocks, heads: { safe: reference, finalized: reference } })
    const stop = new AbortController()
    const stopped = unit.prune(140, { restMs: 1_000_000, signal: stop.signal })
    await expect.poll(() => unit.earliestBlock()).toBeGreaterThan(0)
    stop.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow()
    expect((await unit.verify()).problems).toEqual([])
    await unit.close()

    const again = await openUnit(folder)
    await again.prune(10_000, { restMs: 0 })
    expect(again.earliestBlock()).toBe(150)
    expect(again.block(150)?.hash).toBe(reference.hash)
    const back = { number: 10, hash: blocks[9]?.hash as never }
    await expect(
      again.commit({ rollBackTo: 10, heads: { safe: back, finalized: back } }),
    ).rejects.toThrow(HistoryPrunedError)
    await again.commit({ rollBackTo: 150 })
    expect(again.heads().unsafe.number).toBe(150)
    expect((await again.verify()).problems).toEqual([])
  })

  it('forgets the batches whose blocks have all gone', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 100, { chainId, seed: 3 })
    const reference = { number: 90, hash: blocks[89]?.hash as never }
    const put = [0, 1, 2, 3].map((batchIndex) =>
      makeBatch(
        { chainId, batchIndex, firstBlock: 1 + batchIndex * 20, blockCount: 20 },
        batchIndex,
      ),
    )
    await unit.commit({
      blocks,
      heads: { safe: reference, finalized: reference },
      batches: { put },
    })
    await unit.prune(50, { restMs: 0 })
    expect([0, 1, 2, 3].map((index) => unit.batch(index)?.batchIndex)).toEqual([
      ...[undefined, undefined, 2, 3],
    ])
    expect(unit.batchOfBlock(40)).toBeUndefined()
    expect(unit.batchOfBlock(45)?.batchIndex).toBe(2)
  })

  it('is pruned by its writer only', async () => {
    const folder = await tempFolder()
    await openUnit(folder)
    const reader = await StorageUnit.open(folder, { chainId, access: 'read' })
    onTestFinished(() => reader.close())
    await expect(reader.prune(1)).rejects.toThrow(StorageReadOnlyError)
  })
})

describe('state that no kept block has', { timeout: 180_000 }, () => {
  it('goes, and leaves all that kept blocks are executed from; the folder gets smaller', async () => {
    const folder = await tempFolder()
    const chain = await openBusy(folder)
    for (let number = 2; number <= 300; number++) await chain.append(writesOf(number))
    await chain.finalize(290)
    const { unit } = chain
    const oldRoot = unit.header(150)?.stateRoot as unknown as Hash
    const newest = chain.stateSize(300)
    const before = diskBytes(folder)
    const report = await unit.prune(280, { sweeps: true, restMs: 0 })
    const after = diskBytes(folder)
    console.info('pruned', {
      ...{ before, after, ...report },
      perBlock: Math.round(before / 300),
    })
    expect(report?.removedCount).toBeGreaterThan(newest)
    expect(after).toBeLessThan(before / 2)
    unit.forgetState()
    expect(() => unit.trieNode(oldRoot)).toThrow()
    for (let number = 279; number <= 300; number++)
      expect(chain.stateSize(number)).toBeGreaterThan(0)
    expect(chain.stateSize(300)).toBe(newest)
    expect(chain.stateSize(0)).toBeGreaterThan(0)
    for (let number = 280; number <= 300; number++) {
      const { hash, receipts } = await chain.again(number)
      expect(hash).toBe(unit.blockHash(number))
      expect(unit.receipts(number)).toEqual(receipts)
    }
    // Everything that is left is under some kept root: nothing is to be found a second time.
    expect(await unit.prune(280, { sweeps: true, restMs: 0 })).toMatchObject({
      removedCount: 0,
      keptCount: report?.keptCount,
    })
    await chain.append([[5000, 1]])
  })

  it('stays when a block that comes in the midst of the sweep has it again', async () => {
    const folder = await tempFolder()
    const chain = await openBusy(folder)
    const { unit } = chain
    // Slot 7 leads to one trie with 1, to another one with 2, and back again.
    for (const value of [1, 2, 1, 2, 2, 2]) await chain.append([[7, value]])
    await chain.finalize(chain.head)
    await unit.prune(chain.head, { restMs: 0 })
    const store = await LevelStore.open(folder)
    onTestFinished(() => store.close())
    const fresh = new FreshContent()
    const returning = await chain.next([[7, 1]])
    let isCommitted = false
    // Between marking and removing the block is committed: nobody had marked what it brings back.
    const restless: Store = {
      get: (key) => store.get(key),
      write: (fill) => store.write(fill),
      close: () => store.close(),
      compact: (range) => store.compact(range),
      range: (range) => store.range(range),
      async *keys(range) {
        for await (const keys of store.keys(range)) {
          if (!isCommitted && keys.length > 100) {
            isCommitted = true
            fresh.add(returning.changes)
            await unit.commit({ blocks: [returning] })
          }
          yield keys
        }
      },
    }
    const report = await sweepState({
      store: restless,
      reader: new ChainReader(store),
      queue: new WriteQueue(),
      fresh,
      pace: new Pace(0, new AbortController().signal),
    })
    expect(isCommitted).toBe(true)
    expect(report.removedCount).toBeGreaterThan(0)
    unit.forgetState()
    expect(chain.stateSize(chain.head)).toBeGreaterThan(0)
    await chain.append([[7, 2]])
  })

  it('is found while blocks come, go and come back', async () => {
    const chain = await openBusy()
    const { unit } = chain
    for (let number = 2; number <= 80; number++) await chain.append(writesOf(number))
    let isOver = false
    const sweeping = (async () => {
      let rounds = 0
      while (!isOver) {
        await chain.unit.prune(chain.head - 20, { sweeps: true, restMs: 0 })
        rounds++
      }
      return rounds
    })()
    for (let round = 0; round < 60; round++) {
      await chain.finalize(chain.head - 6)
      for (let i = 0; i < 3; i++) await chain.append(writesOf(chain.head % 30))
      const rival = await chain.next(writesOf(round % 11), chain.head - 3)
      await unit.commit({ rollBackTo: chain.head - 3, blocks: [rival] })
    }
    isOver = true
    expect(await sweeping).toBeGreaterThan(2)
    unit.forgetState()
    expect((await unit.verify()).problems).toEqual([])
    for (let number = unit.earliestBlock(); number <= chain.head; number++) {
      chain.stateSize(number)
      expect((await chain.again(number)).hash).toBe(unit.blockHash(number))
    }
  })

  it('is code as well', async () => {
    const chain = await openBusy()
    const { unit } = chain
    for (const value of [1, 2, 3]) await chain.append([[1, value]])
    await chain.finalize(3)
    const unused = asHash<CodeHash>(`0x${'ab'.repeat(32)}`)
    const block = await chain.next([[1, 4]])
    const codes = new Map([...block.changes.codes, [unused, Uint8Array.of(1)] as const])
    await unit.commit({ blocks: [{ ...block, changes: { ...block.changes, codes } }] })
    unit.forgetState()
    expect(unit.code(unused)).toEqual(Uint8Array.of(1))
    await unit.prune(3, { sweeps: true, restMs: 0 })
    unit.forgetState()
    expect(() => unit.code(unused)).toThrow()
    // What accounts have is still there.
    expect(chain.stateSize(chain.head)).toBeGreaterThan(0)
  })
})
