import { asHash, type BlockHash } from '@mvm/protocol'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type AppendedBlock,
  HeadError,
  ParentMismatchError,
  RollBackError,
  type StorageUnit,
  UnstorableValueError,
} from '../../src/index.ts'
import { LevelStore } from '../../src/store/LevelStore.ts'
import { storageKey } from '../../src/store/storageKey.ts'
import { makeBatch } from '../chain/makeBatch.ts'
import { makeBlock } from '../chain/makeBlock.ts'
import { makeChain } from '../chain/makeChain.ts'
import { chainId, genesis, openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'

const reference = ({ header, hash }: Pick<AppendedBlock, 'header' | 'hash'>) => ({
  number: header.number,
  hash,
})

function at<T>(list: readonly T[], index: number): T {
  const value = list.at(index)
  if (value === undefined) throw new RangeError(`no item ${index}`)
  return value
}

/** Everything that a block should be found by. */
function expectCanonical(unit: StorageUnit, block: AppendedBlock): void {
  const { header, hash, receipts, input, outputRoot, skipped } = block
  expect(unit.header(header.number)).toEqual(header)
  expect(unit.headerByHash(hash)).toEqual(header)
  expect(unit.blockHash(header.number)).toBe(hash)
  expect(unit.blockByHash(hash)).toMatchObject({ header, hash, input, outputRoot, skipped })
  expect(unit.block(header.number)?.receipts()).toEqual(receipts)
  let firstLogIndex = 0
  for (const [index, receipt] of receipts.entries()) {
    const place = { blockNumber: header.number, index }
    expect(unit.transactionLocation(receipt.transactionHash)).toEqual(place)
    expect(unit.receipt(receipt.transactionHash)).toEqual({
      ...place,
      blockHash: hash,
      receipt,
      firstLogIndex,
    })
    firstLogIndex += receipt.logs.length
  }
}

function expectNotCanonical(unit: StorageUnit, block: AppendedBlock): void {
  expect(unit.headerByHash(block.hash)).toBeUndefined()
  expect(unit.blockByHash(block.hash)).toBeUndefined()
  expect(unit.isCanonical(reference(block))).toBe(false)
  for (const { transactionHash } of block.receipts) {
    expect(unit.transactionLocation(transactionHash)).toBeUndefined()
    expect(unit.receipt(transactionHash)).toBeUndefined()
  }
}

describe('commit', () => {
  it('appends blocks that are then found by number, hash and transaction', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 6, {
      chainId,
      seed: 1,
      depositCount: 2,
      transactionCount: 5,
      skippedCount: 3,
      logAddresses: [asHash<never>(`0x${'aa'.repeat(20)}`)],
    })
    await unit.commit({ blocks: blocks.slice(0, 4) })
    await unit.commit({ blocks: blocks.slice(4) })
    for (const block of blocks) expectCanonical(unit, block)
    expect(unit.heads()).toEqual({
      unsafe: reference(at(blocks, -1)),
      safe: reference(genesis),
      finalized: reference(genesis),
    })
    for (const number of [7, -1, 0.5, 2 ** 60, Number.NaN]) {
      expect(unit.header(number)).toBeUndefined()
      expect(unit.batch(number)).toBeUndefined()
    }
    expect(unit.block(7)).toBeUndefined()
    expect(unit.receipts(7)).toBeUndefined()
  })

  it('gives the included transactions in the order of their receipts, without the skipped ones', async () => {
    const unit = await openUnit()
    const block = makeBlock({
      chainId,
      parent: genesis,
      seed: 5,
      depositCount: 2,
      transactionCount: 3,
      skippedCount: 4,
    })
    await unit.commit({ blocks: [block] })
    const stored = unit.block(1)
    expect(stored?.transactions.slice(0, 2)).toEqual(block.input.deposits)
    const skipped = block.skipped.map(({ index }) => index)
    expect(stored?.transactions.slice(2)).toEqual(
      block.input.transactions.filter((_, index) => !skipped.includes(index)),
    )
    expect(stored?.transactionHashes()).toEqual(block.receipts.map((r) => r.transactionHash))
  })

  it('refuses a block that does not continue the head, and then has changed nothing', async () => {
    const unit = await openUnit()
    const [first, second, third] = makeChain(genesis, 3, { chainId, seed: 1 }) as [
      AppendedBlock,
      AppendedBlock,
      AppendedBlock,
    ]
    const stranger = makeBlock({ chainId, parent: first, seed: 9 })
    await unit.commit({ blocks: [first] })
    for (const blocks of [
      [third],
      [first],
      [second, first],
      [second, stranger],
      [stranger, third],
    ]) {
      const change = {
        blocks,
        l1Cursor: { l1BlockNumber: 1, l1BlockHash: asHash<never>(first.hash) },
      }
      await expect(unit.commit(change)).rejects.toThrow(ParentMismatchError)
    }
    expect(unit.heads().unsafe).toEqual(reference(first))
    expect(unit.l1Cursor()).toBeUndefined()
    expectNotCanonical(unit, second)
    await unit.commit({ blocks: [second, third] })
    expect(unit.heads().unsafe).toEqual(reference(third))
  })

  it('checks the parent against the head as the commits before it leave it', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 10, { chainId, seed: 1 })
    const rival = makeBlock({ chainId, parent: at(blocks, 3), seed: 99 })
    const results = await Promise.allSettled([
      ...blocks.map((block) => unit.commit({ blocks: [block] })),
      unit.commit({ blocks: [rival] }),
      unit.commit({ rollBackTo: 4, blocks: [rival] }),
    ])
    expect(results.map(({ status }) => status)).toEqual([
      ...blocks.map(() => 'fulfilled'),
      'rejected',
      'fulfilled',
    ])
    expect(unit.heads().unsafe).toEqual(reference(rival))
  })

  it('writes nothing of a change with a value that cannot be stored, and goes on', async () => {
    const unit = await openUnit()
    const block = makeBlock({ chainId, parent: genesis, seed: 1 })
    const broken = { ...block, outputRoot: asHash<never>('0x12') }
    const bad = { blocks: [broken], records: new Map([['name', Uint8Array.of(1)]]) }
    await expect(unit.commit(bad)).rejects.toThrow(UnstorableValueError)
    expect(unit.heads().unsafe.number).toBe(0)
    expect(unit.record('name')).toBeUndefined()
    await unit.commit({ blocks: [block] })
    expectCanonical(unit, block)
  })
})

describe('a roll-back', () => {
  it('takes blocks and their transactions off the canonical chain and may replace them at once', async () => {
    const unit = await openUnit()
    const old = makeChain(genesis, 5, { chainId, seed: 1 })
    await unit.commit({ blocks: old })
    const fresh = makeChain(at(old, 1), 2, { chainId, seed: 2 })
    await unit.commit({ rollBackTo: 2, blocks: fresh })
    for (const block of [...old.slice(0, 2), ...fresh]) expectCanonical(unit, block)
    for (const block of old.slice(2)) expectNotCanonical(unit, block)
    expect(unit.header(5)).toBeUndefined()
    expect(unit.heads().unsafe).toEqual(reference(at(fresh, -1)))
    expect((await unit.verify()).problems).toEqual([])
  })

  it('leaves the removed blocks readable by reference until finality passes them', async () => {
    const unit = await openUnit()
    const old = makeChain(genesis, 4, { chainId, seed: 1 })
    await unit.commit({ blocks: old })
    const fresh = makeChain(genesis, 4, { chainId, seed: 2 })
    await unit.commit({ rollBackTo: 0, blocks: fresh })
    for (const block of old) {
      expect(unit.blockAt(reference(block))?.receipts()).toEqual(block.receipts)
    }
    const second = reference(at(fresh, 1))
    await unit.commit({ heads: { safe: second, finalized: second } })
    const isReadable = old.map((block) => unit.blockAt(reference(block)) !== undefined)
    expect(isReadable).toEqual([false, false, true, true])
    for (const block of fresh) expectCanonical(unit, block)
  })

  it('can be taken back: the same blocks become canonical again and are never pruned', async () => {
    const unit = await openUnit()
    const old = makeChain(genesis, 4, { chainId, seed: 1 })
    await unit.commit({ blocks: old })
    await unit.commit({ rollBackTo: 1, blocks: makeChain(at(old, 0), 2, { chainId, seed: 2 }) })
    await unit.commit({ rollBackTo: 1, blocks: old.slice(1) })
    const head = reference(at(old, -1))
    await unit.commit({ heads: { safe: head, finalized: head } })
    for (const block of old) expectCanonical(unit, block)
    expect((await unit.verify()).problems).toEqual([])
  })

  it('may remove and append the same block in one change', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 3, { chainId, seed: 1 })
    await unit.commit({ blocks })
    const head = reference(at(blocks, -1))
    await unit.commit({
      rollBackTo: 0,
      blocks,
      heads: { safe: head, finalized: head },
    })
    for (const block of blocks) expectCanonical(unit, block)
  })

  it('leaves nothing behind in the indices', async () => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    const logAddresses = [asHash<never>(`0x${'aa'.repeat(20)}`)]
    await unit.commit({ blocks: makeChain(genesis, 3, { chainId, seed: 1, logAddresses }) })
    await unit.commit({ rollBackTo: 0 })
    await unit.close()
    const store = await LevelStore.open(folder)
    onTestFinished(() => store.close())
    for (const section of ['transaction', 'logAddress'] as const) {
      for await (const entries of store.range(storageKey.rangeOf(section))) {
        expect(entries).toEqual([])
      }
    }
  })

  it('refuses a target above the head or below genesis', async () => {
    const unit = await openUnit()
    await unit.commit({ blocks: makeChain(genesis, 2, { chainId, seed: 1 }) })
    await unit.commit({ rollBackTo: 2 })
    for (const rollBackTo of [3, -1, 0.5]) {
      await expect(unit.commit({ rollBackTo })).rejects.toThrow(RollBackError)
    }
    expect(unit.heads().unsafe.number).toBe(2)
  })

  it('lowers the safe head with it, and the finalized one only when told to', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 5, { chainId, seed: 1 })
    const [one, two, , four] = blocks.map(reference) as ReturnType<typeof reference>[]
    if (one === undefined || two === undefined || four === undefined) throw new Error('no blocks')
    await unit.commit({ blocks, heads: { safe: four, finalized: two } })
    await unit.commit({ rollBackTo: 3 })
    expect(unit.heads()).toMatchObject({
      unsafe: { number: 3 },
      safe: { number: 3 },
      finalized: two,
    })
    await expect(unit.commit({ rollBackTo: 1 })).rejects.toThrow(RollBackError)
    await unit.commit({ rollBackTo: 1, heads: { finalized: one } })
    expect(unit.heads()).toEqual({ unsafe: one, safe: one, finalized: one })
  })
})

describe('the heads', () => {
  it('move to canonical blocks only, with finalized ≤ safe', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 3, { chainId, seed: 1 })
    const [one, two, three] = blocks.map(reference) as [
      ReturnType<typeof reference>,
      ReturnType<typeof reference>,
      ReturnType<typeof reference>,
    ]
    await unit.commit({ blocks, heads: { safe: two } })
    expect(unit.heads()).toEqual({ unsafe: three, safe: two, finalized: reference(genesis) })
    const wrong: BlockHash = genesis.hash
    for (const heads of [
      { safe: { number: 1, hash: wrong } },
      { safe: { number: 4, hash: wrong } },
      { finalized: three },
      { safe: one, finalized: two },
    ]) {
      await expect(unit.commit({ heads })).rejects.toThrow(HeadError)
    }
    await unit.commit({ heads: { safe: three, finalized: two } })
    await unit.commit({ heads: { safe: two } })
    expect(unit.heads()).toEqual({ unsafe: three, safe: two, finalized: two })
  })
})

describe('what is kept with the chain', () => {
  it('has batches by index and by block', async () => {
    const unit = await openUnit()
    const batch = (batchIndex: number, firstBlock: number, blockCount: number) =>
      makeBatch({ chainId, batchIndex, firstBlock, blockCount }, batchIndex * 100 + firstBlock)
    const [zero, one, two] = [batch(0, 1, 1), batch(1, 2, 3), batch(2, 5, 2)]
    expect(await unit.lastBatch()).toBeUndefined()
    await unit.commit({ batches: { put: [zero, one, two] } })
    expect([0, 1, 2, 3].map((index) => unit.batch(index))).toEqual([zero, one, two, undefined])
    expect([0, 1, 2, 4, 5, 6, 7].map((n) => unit.batchOfBlock(n)?.batchIndex)).toEqual([
      undefined,
      0,
      1,
      1,
      2,
      2,
      undefined,
    ])
    expect(await unit.lastBatch()).toEqual(two)
    const shifted = [batch(1, 2, 1), batch(2, 3, 1)]
    await unit.commit({ batches: { removeFrom: 1, put: shifted } })
    expect([1, 2, 3, 4, 5].map((n) => unit.batchOfBlock(n)?.batchIndex)).toEqual([
      0,
      1,
      2,
      undefined,
      undefined,
    ])
    const replaced = batch(2, 3, 4)
    await unit.commit({ batches: { put: [replaced] } })
    expect(unit.batchOfBlock(6)).toEqual(replaced)
    await unit.commit({ batches: { removeFrom: 0 } })
    expect(await unit.lastBatch()).toBeUndefined()
    expect(unit.batchOfBlock(1)).toBeUndefined()
  })

  it('has the L1 cursor and named records', async () => {
    const unit = await openUnit()
    const cursor = { l1BlockNumber: 1_000_000, l1BlockHash: asHash<never>(genesis.hash) }
    await unit.commit({
      l1Cursor: cursor,
      records: new Map([
        ['a/1', Uint8Array.of(1)],
        ['a/2', new Uint8Array()],
        ['b', Uint8Array.of(3)],
        ['ä', Uint8Array.of(4)],
      ]),
    })
    expect(unit.l1Cursor()).toEqual(cursor)
    expect([...(await unit.records('a/'))]).toEqual([
      ['a/1', Uint8Array.of(1)],
      ['a/2', new Uint8Array()],
    ])
    expect([...(await unit.records('')).keys()]).toEqual(['a/1', 'a/2', 'b', 'ä'])
    await unit.commit({ l1Cursor: null, records: new Map([['a/1', null]]) })
    expect(unit.l1Cursor()).toBeUndefined()
    expect(unit.record('a/1')).toBeUndefined()
    expect(unit.record('b')).toEqual(Uint8Array.of(3))
  })
})
