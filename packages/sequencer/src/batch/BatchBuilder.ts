import { clampTimestamp } from '@mvm/derivation'
import {
  asHash,
  type BatchHash,
  type BlockInput,
  batchHash,
  depositFromQueueElement,
  encodePayload,
  type Hash,
  keccak256Hex,
  MAX_PAYLOAD_SIZE,
  type PayloadBlock,
  payloadBlockSize,
} from '@mvm/protocol'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { BlockBody } from '../port/ChainPort.ts'
import { BatchOverflowError } from './BatchOverflowError.ts'
import { BlockRoom } from './BlockRoom.ts'
import type { ClosedBatch } from './ClosedBatch.ts'
import { maxBlockCount } from './maxBlockCount.ts'
import type { RollupRules } from './RollupRules.ts'
import { uvarintLength } from './uvarintLength.ts'

/** A payload has this many bytes before its first block. */
const VERSION_SIZE = 1

/** The batch that is being filled: hands out templates for its next block and takes in what was sealed. */
export class BatchBuilder {
  readonly opening: BatchOpening
  /** The most blocks that it may hold. */
  readonly maxBlocks: number
  readonly #blocks: PayloadBlock[] = []
  #payloadSize = VERSION_SIZE
  #lastTimestamp: number

  /** @param parentTimestamp timestamp of the block before the batch */
  constructor(opening: BatchOpening, parentTimestamp: number, rules: RollupRules) {
    const { origin, previousOriginNumber } = opening
    this.opening = opening
    this.maxBlocks = maxBlockCount(origin.number, previousOriginNumber, rules)
    this.#lastTimestamp = parentTimestamp
  }

  get blockCount(): number {
    return this.#blocks.length
  }

  get blocksLeft(): number {
    return this.maxBlocks - this.#blocks.length
  }

  /** Bytes of the payload so far. */
  get payloadSize(): number {
    return this.#payloadSize
  }

  /** The next block without transactions; its timestamp is as near to `nowSeconds` as the rules let it be. */
  template(nowSeconds: number): BlockInput {
    const { opening } = this
    const isFirst = this.#blocks.length === 0
    return {
      chainId: opening.chainId,
      number: opening.firstBlock + this.#blocks.length,
      timestamp: this.#nearestTimestamp(nowSeconds),
      origin: opening.origin,
      feeScalar: opening.feeScalar,
      coinbase: opening.producer,
      deposits: isFirst ? opening.queueElements.map(depositFromQueueElement) : [],
      transactions: [],
    }
  }

  /** What the block of this template has room for in the payload. */
  room(template: BlockInput): BlockRoom {
    return new BlockRoom(
      MAX_PAYLOAD_SIZE - this.#payloadSize,
      uvarintLength(template.timestamp - this.#lastTimestamp),
      template.deposits.length,
    )
  }

  /** Takes in the next block. Throws {@link BatchOverflowError} when it cannot be part of this batch. */
  append(block: BlockBody): void {
    const misfit = this.misfit(block)
    if (misfit !== undefined) throw misfit
    const payloadBlock = this.#payloadBlock(block)
    this.#blocks.push(payloadBlock)
    this.#payloadSize += payloadBlockSize(payloadBlock)
    this.#lastTimestamp = block.timestamp
  }

  /** Why a block cannot be the next of this batch; `undefined` when it can. */
  misfit(block: BlockBody): BatchOverflowError | undefined {
    const { number, timestamp } = block
    const isInTime = timestamp === this.#nearestTimestamp(timestamp)
    const blockSize = isInTime ? payloadBlockSize(this.#payloadBlock(block)) : 0
    const payloadSize = this.#payloadSize + blockSize
    const expected = this.opening.firstBlock + this.#blocks.length
    if (number === expected && this.blocksLeft > 0 && payloadSize <= MAX_PAYLOAD_SIZE && isInTime) {
      return undefined
    }
    return new BatchOverflowError({
      blockNumber: number,
      expectedBlockNumber: expected,
      blocksLeft: this.blocksLeft,
      payloadSize,
      timestamp,
      parentTimestamp: this.#lastTimestamp,
    })
  }

  /** The batch as it goes to L1. It has at least one block. */
  close(): ClosedBatch {
    const { opening } = this
    const payload = encodePayload(this.#blocks)
    const fields = {
      chainId: opening.chainId,
      prevBatchHash: opening.prevBatchHash,
      firstBlock: opening.firstBlock,
      blockCount: this.#blocks.length,
      queueStart: opening.queueStart,
      queueEnd: opening.queueEnd,
      queueHashStart: opening.queueHashStart,
      queueHashEnd: opening.queueHashEnd,
      originNumber: opening.origin.number,
      originHash: opening.origin.hash,
      feeScalar: opening.feeScalar,
      producer: opening.producer,
      payloadHash: asHash<Hash<'payload'>>(keccak256Hex(payload)),
    }
    return {
      ...fields,
      producerSignature: opening.producerSignature,
      payload,
      batchHash: batchHash(fields) satisfies BatchHash,
    }
  }

  #payloadBlock({ timestamp, transactions }: BlockBody): PayloadBlock {
    return { delta: BigInt(timestamp - this.#lastTimestamp), transactions }
  }

  #nearestTimestamp(wanted: number): number {
    const delta = BigInt(Math.max(0, wanted - this.#lastTimestamp))
    return clampTimestamp(this.#lastTimestamp, delta, this.opening.origin.timestamp)
  }
}
