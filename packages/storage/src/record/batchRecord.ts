import type {
  BatchHash,
  Hash,
  L1BlockHash,
  L1TransactionHash,
  QueueHash,
  TransactionBatch,
} from '@mvm/protocol'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

export const batchRecord = {
  encode(batch: TransactionBatch): Uint8Array {
    const writer = new RecordWriter(VERSION, 512 + batch.payload.length)
    writer.number(batch.chainId)
    writer.number(batch.batchIndex)
    writer.fixedHex(batch.prevBatchHash, 32)
    writer.fixedHex(batch.batchHash, 32)
    writer.number(batch.firstBlock)
    writer.number(batch.blockCount)
    writer.number(batch.queueStart)
    writer.number(batch.queueEnd)
    writer.fixedHex(batch.queueHashStart, 32)
    writer.fixedHex(batch.queueHashEnd, 32)
    writer.number(batch.originNumber)
    writer.fixedHex(batch.originHash, 32)
    writer.fixedHex(batch.producer, 20)
    writer.bigint(batch.feeScalar)
    writer.fixedHex(batch.payloadHash, 32)
    writer.bytes(batch.payload)
    writer.byte(batch.isForced ? 1 : 0)
    writer.number(batch.l1BlockNumber)
    writer.fixedHex(batch.l1BlockHash, 32)
    writer.fixedHex(batch.l1TransactionHash, 32)
    writer.fixedHex(batch.sequencer, 20)
    return writer.finish()
  },

  decode(bytes: Uint8Array): TransactionBatch {
    const reader = new RecordReader(bytes, VERSION, 'a transaction batch')
    const batch: TransactionBatch = {
      chainId: reader.number(),
      batchIndex: reader.number(),
      prevBatchHash: reader.hash<BatchHash>(),
      batchHash: reader.hash<BatchHash>(),
      firstBlock: reader.number(),
      blockCount: reader.number(),
      queueStart: reader.number(),
      queueEnd: reader.number(),
      queueHashStart: reader.hash<QueueHash>(),
      queueHashEnd: reader.hash<QueueHash>(),
      originNumber: reader.number(),
      originHash: reader.hash<L1BlockHash>(),
      producer: reader.address(),
      feeScalar: reader.bigint(),
      payloadHash: reader.hash<Hash<'payload'>>(),
      payload: reader.bytes(),
      isForced: reader.byte() === 1,
      l1BlockNumber: reader.number(),
      l1BlockHash: reader.hash<L1BlockHash>(),
      l1TransactionHash: reader.hash<L1TransactionHash>(),
      sequencer: reader.address(),
    }
    reader.end()
    return batch
  },
} as const
