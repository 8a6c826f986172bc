import {
  batchHash,
  EMPTY_QUEUE_HASH,
  elementHash,
  initialBatchHash,
  nextQueueHash,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'

export interface RollupLinks {
  readonly chainId: number
  /** Consecutive, as L1 gave them. */
  readonly queueElements: readonly QueueElement[]
  /** Consecutive, as L1 gave them. */
  readonly batches: readonly Omit<TransactionBatch, 'payload'>[]
  /** Whether the DAC's creation is among the same events, so that both lists must begin at 0. */
  readonly isFromCreation: boolean
}

/**
 * Checks what the contracts guarantee of one chain's elements and batches: that every hash is the hash of what it says
 * and continues the one before. Throws {@link L1DataMismatchError}: something is missing or made up.
 */
export function checkRollupLinks(links: RollupLinks): void {
  checkQueue(links)
  checkBatches(links)
}

function checkQueue({ chainId, queueElements, isFromCreation }: RollupLinks): void {
  if (isFromCreation) {
    expectSame(`the first queue element of chain ${chainId}`, 0, queueElements[0]?.queueIndex)
  }
  queueElements.forEach((element, i) => {
    const { queueIndex, queueHashAfter } = element
    const what = `queue element ${queueIndex} of chain ${chainId}`
    const before = queueElements[i - 1]
    if (before !== undefined) {
      expectSame(`the index of ${what}`, before.queueIndex + 1, queueIndex)
    }
    const hashBefore = queueIndex === 0 ? EMPTY_QUEUE_HASH : before?.queueHashAfter
    if (hashBefore === undefined) return
    const expected = nextQueueHash(hashBefore, elementHash(element))
    expectSame(`the queue's hash after ${what}`, expected, queueHashAfter)
  })
}

function checkBatches({ chainId, batches, isFromCreation }: RollupLinks): void {
  batches.forEach((batch, i) => {
    const { batchIndex, prevBatchHash } = batch
    const what = `batch ${batchIndex} of chain ${chainId}`
    expectSame(`the hash of ${what}`, batchHash(batch), batch.batchHash)
    const before = batches[i - 1]
    if (before !== undefined) {
      expectSame(`what ${what} continues`, before.batchHash, prevBatchHash)
      expectSame(`the index of ${what}`, before.batchIndex + 1, batchIndex)
    } else if (batchIndex === 0 || isFromCreation) {
      expectSame(`the index of ${what}`, 0, batchIndex)
      expectSame(`what ${what} continues`, initialBatchHash(chainId), prevBatchHash)
    }
  })
}

function expectSame<T extends string | number>(what: string, expected: T, actual?: T): void {
  if (expected !== actual) {
    throw new L1DataMismatchError({ what, expected: String(expected), actual: String(actual) })
  }
}
