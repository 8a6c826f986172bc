import type { Hex, TransactionBatch } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export type AppendSequencerBatch = Pick<
  TransactionBatch,
  | 'chainId'
  | 'prevBatchHash'
  | 'blockCount'
  | 'queueEnd'
  | 'originNumber'
  | 'originHash'
  | 'feeScalar'
  | 'producer'
  | 'payload'
> & {
  /** 65 bytes, or none for the FeeVault. */
  readonly producerSignature: Uint8Array
}

/** Calldata for the CanonicalTransactionChain, to be sent by an account without code (spec 3). */
export function encodeAppendSequencerBatch(batch: AppendSequencerBatch): Hex {
  return encodeContractCall('CanonicalTransactionChain', 'appendSequencerBatch', [
    batch.chainId,
    batch.prevBatchHash,
    batch.blockCount,
    batch.queueEnd,
    batch.originNumber,
    batch.originHash,
    batch.feeScalar,
    batch.producer,
    batch.producerSignature,
    batch.payload,
  ])
}
