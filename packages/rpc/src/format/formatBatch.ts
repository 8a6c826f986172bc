import type { Json } from '../jsonrpc/Json.ts'
import type { BatchLocation } from '../port/RollupPort.ts'
import { quantity } from './quantity.ts'

/** A batch on L1; `queueEnd` is exclusive. */
export function formatBatch(batch: BatchLocation): Json {
  return {
    batchIndex: quantity(batch.batchIndex),
    batchHash: batch.batchHash,
    firstBlock: quantity(batch.firstBlock),
    blockCount: quantity(batch.blockCount),
    originNumber: quantity(batch.originNumber),
    originHash: batch.originHash,
    queueStart: quantity(batch.queueStart),
    queueEnd: quantity(batch.queueEnd),
    isForced: batch.isForced,
    producer: batch.producer,
    sequencer: batch.sequencer,
    payloadHash: batch.payloadHash,
    payloadSize: quantity(batch.payloadSize),
    l1BlockNumber: quantity(batch.l1BlockNumber),
    l1BlockHash: batch.l1BlockHash,
    l1TransactionHash: batch.l1TransactionHash,
  }
}
