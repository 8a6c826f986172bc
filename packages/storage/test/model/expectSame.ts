import type { TransactionHash } from '@mvm/protocol'
import type { StorageUnit } from '@mvm/storage'
import { expect } from 'vitest'
import type { ChainModel, ModelBlock } from './ChainModel.ts'

/** Compares all that can be read from a storage unit with the model. */
export async function expectSame(unit: StorageUnit, model: ChainModel): Promise<void> {
  const at = (number: number) => ({ number, hash: model.chain[number]?.hash })
  expect(unit.heads()).toEqual({
    unsafe: at(model.chain.length - 1),
    safe: at(model.safe),
    finalized: at(model.finalized),
  })
  for (const [number, block] of model.chain.entries()) expectBlock(unit, block, number)
  expect(unit.header(model.chain.length)).toBeUndefined()
  expect(unit.block(model.chain.length)).toBeUndefined()
  expectReachable(unit, model)
  await expectLogs(unit, model)
  await expectTheRest(unit, model)
  expect((await unit.verify()).problems).toEqual([])
}

function expectBlock(unit: StorageUnit, block: ModelBlock, number: number): void {
  const { header, hash, input, outputRoot, skipped, receipts = [] } = block
  const found = unit.block(number)
  expect(found).toMatchObject({ header, hash, outputRoot })
  expect(unit.headerByHash(hash)).toEqual(header)
  expect(found?.receipts()).toEqual(receipts)
  if (input !== undefined) expect(found).toMatchObject({ input, skipped })
}

/** By hash only canonical blocks and their transactions; by reference abandoned ones too; state for ever. */
function expectReachable(unit: StorageUnit, model: ChainModel): void {
  const locations = new Map<TransactionHash, { blockNumber: number; index: number }>()
  for (const [blockNumber, { receipts = [] }] of model.chain.entries()) {
    for (const [index, { transactionHash }] of receipts.entries()) {
      locations.set(transactionHash, { blockNumber, index })
    }
  }
  for (const { header, hash, receipts = [] } of model.known.values()) {
    const isCanonical = model.chain[header.number]?.hash === hash
    expect(unit.blockByHash(hash)?.hash).toBe(isCanonical ? hash : undefined)
    const isReadable = isCanonical || model.abandoned.has(hash)
    const byReference = unit.blockAt({ number: header.number, hash })
    expect(byReference?.receipts()).toEqual(isReadable ? receipts : undefined)
    for (const receipt of receipts) {
      const location = locations.get(receipt.transactionHash)
      expect(unit.transactionLocation(receipt.transactionHash)).toEqual(location)
      const located = unit.receipt(receipt.transactionHash)
      expect(located).toEqual(
        location === undefined
          ? undefined
          : expect.objectContaining({ ...location, blockHash: at(model, location.blockNumber) }),
      )
    }
  }
  for (const [hash, node] of model.nodes) expect(unit.trieNode(hash)).toEqual(node)
}

function at(model: ChainModel, number: number): string | undefined {
  return model.chain[number]?.hash
}

async function expectLogs(unit: StorageUnit, model: ChainModel): Promise<void> {
  const all = model.chain.flatMap(({ hash, receipts = [] }) =>
    receipts.flatMap(({ logs }) => logs.map(({ address, data }) => ({ hash, address, data }))),
  )
  const everything = { fromBlock: 0, toBlock: 1000 }
  const addresses = new Set(
    [...model.known.values()].flatMap(({ receipts = [] }) =>
      receipts.flatMap(({ logs }) => logs.map(({ address }) => address)),
    ),
  )
  for (const wanted of [undefined, ...addresses]) {
    const filter = wanted === undefined ? everything : { ...everything, addresses: [wanted] }
    const { logs } = await unit.logs(filter, { limit: 10_000 })
    expect(
      logs.map(({ blockHash, address, data }) => ({ hash: blockHash, address, data })),
    ).toEqual(all.filter(({ address }) => wanted === undefined || address === wanted))
  }
}

async function expectTheRest(unit: StorageUnit, model: ChainModel): Promise<void> {
  const batches = [...model.batches.values()]
  const lastIndex = Math.max(-1, ...model.batches.keys())
  for (let index = 0; index <= lastIndex + 2; index++) {
    expect(unit.batch(index)).toEqual(model.batches.get(index))
  }
  expect(await unit.lastBatch()).toEqual(model.batches.get(lastIndex))
  for (let number = 0; number < 40; number++) {
    const batch = batches.find(
      ({ firstBlock, blockCount }) => number >= firstBlock && number < firstBlock + blockCount,
    )
    expect(unit.batchOfBlock(number)).toEqual(batch)
  }
  expect(unit.l1Cursor()).toEqual(model.l1Cursor)
  expect(await unit.poolTransactions()).toEqual([...model.pool.values()])
  expect(await unit.records('')).toEqual(model.records)
}
