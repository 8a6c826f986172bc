import type { TransactionBatch } from '@mvm/protocol'
import type { BatchLocation } from '@mvm/rpc'

/** A canonical batch as the RPC shows it, without its payload. */
export function toBatchLocation(batch: TransactionBatch): BatchLocation {
  return {
    batchIndex: batch.batchIndex,
    batchHash: batch.batchHash,
    firstBlock: batch.firstBlock,
    blockCount: batch.blockCount,
    originNumber: batch.originNumber,
    originHash: batch.originHash,
    queueStart: batch.queueStart,
    queueEnd: batch.queueEnd,
    isForced: batch.isForced,
    producer: batch.producer,
    sequencer: batch.sequencer,
    payloadHash: batch.payloadHash,
    payloadSize: batch.payload.length,
    l1BlockNumber: batch.l1BlockNumber,
    l1BlockHash: batch.l1BlockHash,
    l1TransactionHash: batch.l1TransactionHash,
  }
}
