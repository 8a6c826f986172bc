import {
  type BlockInput,
  decodePayload,
  depositFromQueueElement,
  type L1Origin,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import { checkBatchSources } from './checkBatchSources.ts'
import { clampTimestamp } from './clampTimestamp.ts'

export interface DeriveBatchSources {
  readonly batch: TransactionBatch
  /** Elements `batch.queueStart` to `batch.queueEnd - 1`, in this order. */
  readonly queueElements: readonly QueueElement[]
  /** The L1 block that the batch names. */
  readonly origin: L1Origin
  /** Seconds since 1970 of the block before the batch's first; 0 for genesis. */
  readonly parentTimestamp: number
  /** Number of the block before the batch's first; 0 for genesis. */
  readonly parentNumber: number
}

/**
 * The blocks of one batch (spec 2.1), always exactly `batch.blockCount`. Pure, and total in what L1 carries: any
 * bytes in a payload give blocks. Throws {@link DerivationInputError} when the sources do not belong together.
 */
export function deriveBatch(sources: DeriveBatchSources): BlockInput[] {
  checkBatchSources(sources)
  const { batch, queueElements, origin, parentNumber } = sources
  const deposits = queueElements.map(depositFromQueueElement)
  let timestamp = sources.parentTimestamp
  return decodePayload(batch.payload, batch.blockCount, deposits.length).map(
    ({ delta, transactions }, index) => {
      timestamp = clampTimestamp(timestamp, delta, origin.timestamp)
      return {
        chainId: batch.chainId,
        number: parentNumber + 1 + index,
        timestamp,
        origin,
        feeScalar: batch.feeScalar,
        coinbase: batch.producer,
        deposits: index === 0 ? deposits : [],
        transactions,
      }
    },
  )
}
