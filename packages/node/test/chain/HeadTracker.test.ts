import {
  type Address,
  asHash,
  batchHash,
  EMPTY_QUEUE_HASH,
  encodePayload,
  initialBatchHash,
  keccak256Hex,
  type L1Origin,
  predeploys,
  type TransactionBatch,
} from '@mvm/protocol'
import type { L1View } from '@mvm/sequencer'
import { StorageUnit } from '@mvm/storage'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HeadTracker } from '../../src/chain/HeadTracker.ts'
import { storageGenesis } from '../../src/storage/storageGenesis.ts'
import type { ExecutionMethods } from '../../src/worker/execution/executionWorker.ts'
import { WorkerChainPort } from '../../src/worker/execution/WorkerChainPort.ts'
import { WorkerThread } from '../../src/worker/WorkerThread.ts'
import { tempFolder } from '../support/tempFolder.ts'

const chainId = 5_000_000_000
const origin: L1Origin = {
  number: 10,
  hash: asHash(`0x${'10'.repeat(32)}`),
  timestamp: 1_700_000_000,
  prevRandao: asHash(`0x${'0a'.repeat(32)}`),
  baseFeePerGas: 7n,
}

/** A batch of one empty block after another batch; `delta` tells it from its siblings. */
function batchAfter(before: TransactionBatch | undefined, delta: bigint): TransactionBatch {
  const payload = encodePayload([{ delta, transactions: [] }])
  const index = before === undefined ? 0 : before.batchIndex + 1
  const fields = {
    chainId,
    prevBatchHash: before?.batchHash ?? initialBatchHash(chainId),
    firstBlock: index + 1,
    blockCount: 1,
    queueStart: 0,
    queueEnd: 0,
    queueHashStart: EMPTY_QUEUE_HASH,
    queueHashEnd: EMPTY_QUEUE_HASH,
    originNumber: origin.number,
    originHash: origin.hash,
    producer: predeploys.feeVault as Address,
    feeScalar: 100_000_000n,
    payloadHash: asHash<TransactionBatch['payloadHash']>(keccak256Hex(payload)),
  }
  return {
    ...fields,
    batchIndex: index,
    batchHash: batchHash(fields),
    payload,
    isForced: false,
    l1BlockNumber: 20 + index,
    l1BlockHash: asHash(`0x${(20 + index).toString(16).repeat(32)}`),
    l1TransactionHash: asHash(`0x${'77'.repeat(32)}`),
    sequencer: predeploys.feeVault as Address,
  }
}

/** A view of L1 as of the DAC's creation, with these batches. */
function viewOf(batches: readonly TransactionBatch[], finalizedNumber = 0): L1View {
  return {
    head: { ...origin, number: 100 },
    finalizedNumber,
    block: () => origin,
    queueLength: 0,
    queueHash: () => EMPTY_QUEUE_HASH,
    queueElements: () => [],
    batches,
    base: {
      batchHash: initialBatchHash(chainId),
      nextBlock: 1,
      queueEnd: 0,
      queueHashEnd: EMPTY_QUEUE_HASH,
      originNumber: origin.number,
      feeScalar: 100_000_000n,
    },
    firstUnassertedBlock: 1,
  }
}

describe('HeadTracker', () => {
  const folder = tempFolder('heads')
  let worker: WorkerThread<ExecutionMethods>
  let unit: StorageUnit
  let chain: WorkerChainPort
  let tracker: HeadTracker
  let released: number[]

  beforeEach(async () => {
    const path = `${folder.path}/${Math.random()}`
    unit = await StorageUnit.open(path, {
      chainId,
      genesis: storageGenesis(chainId),
      access: 'read',
    })
    const entry = new URL('../../src/worker/execution/executionWorker.ts', import.meta.url)
    worker = new WorkerThread<ExecutionMethods>('execution', entry, undefined)
    await worker.call('open', chainId, path, false)
    chain = new WorkerChainPort(worker, chainId, () => ({ queueElements: [], origin }))
    released = []
    tracker = new HeadTracker(unit, chain, (nextBlock) => released.push(nextBlock))
  })
  afterEach(async () => {
    await worker.call('closeAll')
    await worker.terminate()
    await unit.close()
    folder.remove()
  })

  it('moves the heads to what a view confirms', async () => {
    const first = batchAfter(undefined, 1n)
    const second = batchAfter(first, 1n)
    await chain.adopt(first)
    await chain.adopt(second)
    await tracker.track(viewOf([first, second], first.l1BlockNumber))
    const { unsafe, safe, finalized } = unit.heads()
    expect([unsafe.number, safe.number, finalized.number]).toEqual([2, 2, 1])
    expect(unit.batchOfBlock(2)?.batchHash).toBe(second.batchHash)
    expect(released).toEqual([2])
  })

  it('never confirms a block that took the place of the one in the view', async () => {
    const first = batchAfter(undefined, 1n)
    const second = batchAfter(first, 1n)
    const sibling = batchAfter(first, 2n)
    await chain.adopt(first)
    await chain.adopt(second)
    const confirmed = unit.blockHash(2)
    // An L1 reorg overtakes the confirmation: the block is replaced while it waits.
    const tracking = tracker.track(viewOf([first, second]))
    await Promise.all([tracking, chain.rollBack(1), chain.adopt(sibling)])
    expect(unit.blockHash(2)).not.toBe(confirmed)
    expect(unit.heads().safe).toEqual({ number: 1, hash: unit.blockHash(1) })
    await tracker.track(viewOf([first, sibling]))
    expect(unit.heads().safe).toEqual({ number: 2, hash: unit.blockHash(2) })
  })

  it('keeps what is final when a view is older than the pruned records', async () => {
    const first = batchAfter(undefined, 1n)
    const second = batchAfter(first, 1n)
    const third = batchAfter(second, 1n)
    await chain.adopt(first)
    await chain.adopt(second)
    await tracker.track(viewOf([first, second], second.l1BlockNumber))
    await chain.adopt(third)
    await chain.pruneBatchRecords(3)
    await tracker.track(viewOf([first, second, third], second.l1BlockNumber))
    const { safe, finalized } = unit.heads()
    expect([safe.number, finalized.number]).toEqual([3, 2])
    expect([0, 1, 2].map((index) => unit.batch(index)?.batchHash)).toEqual(
      [first, second, third].map((batch) => batch.batchHash),
    )
  })
})
