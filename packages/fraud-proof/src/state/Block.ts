import type { Accumulator, Address, BatchHash, BlockHash, Hash } from '@mvm/protocol'

/** The block under way: 22 words. */
export interface Block {
  readonly chainId: number
  readonly number: number
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly gasLimit: bigint
  readonly baseFee: bigint
  readonly coinbase: Address
  readonly prevRandao: Hash
  readonly parentHash: BlockHash
  readonly l1BaseFee: bigint
  readonly feeScalar: bigint
  /** Hash of the batch, which binds all that a block takes from L1. */
  readonly inputCommitment: BatchHash
  readonly indexInBatch: number
  /** Chain over the element hashes of the deposits that are still to come, the next one outermost. */
  readonly depositHash: Hash
  readonly payloadHash: Hash
  /** Offset into the payload of the next input's length. */
  readonly payloadCursor: number
  /** Offset of the end of the block's body. */
  readonly payloadEnd: number
  /** Inputs done: deposits and transactions, skipped ones included. */
  readonly inputIndex: number
  readonly inputCount: number
  readonly cumulativeGas: bigint
  readonly txAcc: Accumulator
  readonly receiptAcc: Accumulator
  readonly bloomHash: Hash
}
