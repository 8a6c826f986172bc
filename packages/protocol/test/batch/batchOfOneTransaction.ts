import { encodeRlp, toBeHex } from 'ethers'
import {
  type Address,
  asHash,
  batchHash,
  EMPTY_QUEUE_HASH,
  encodePayload,
  fromHex,
  type Hash,
  type Hex,
  initialBatchHash,
  keccak256Hex,
  type L1BlockHash,
  type L1Origin,
  type TransactionBatch,
} from '../../src/index.ts'

const ORIGIN_NUMBER = 500
const FEE_SCALAR = 100_000_000n
/** Of an L1 header from London on. */
const ORIGIN_FIELDS = 16
const SOME_HASH: Hex = `0x${'01'.repeat(32)}`

export interface OneTransaction {
  readonly chainId: number
  /** Number of its block. */
  readonly number: number
  readonly raw: Uint8Array
  readonly producer: Address
  /** Of the L1 block that the batch rests on: seconds since 1970. */
  readonly timestamp: number
  readonly prevRandao: Hash<'randao'>
  /** Wei per gas. */
  readonly l1BaseFee: bigint
}

/** A DAC's first batch, and the L1 block that it rests on. */
export interface BatchOfOne {
  readonly batch: TransactionBatch
  readonly origin: L1Origin
  /** As little of it as anybody reads: timestamp, randao and base fee, at their places. */
  readonly originHeader: Uint8Array
}

/** A batch of one block with one transaction in it, and no deposit. */
export function batchOfOneTransaction(one: OneTransaction): BatchOfOne {
  const { chainId, number, raw, producer, timestamp, prevRandao, l1BaseFee } = one
  const fields = Array.from({ length: ORIGIN_FIELDS }, () => '0x')
  fields[11] = bytesOf(timestamp)
  fields[13] = prevRandao
  fields[15] = bytesOf(l1BaseFee)
  const originHeader = fromHex(encodeRlp(fields))
  const origin: L1Origin = {
    number: ORIGIN_NUMBER,
    hash: asHash<L1BlockHash>(keccak256Hex(originHeader)),
    timestamp,
    prevRandao,
    baseFeePerGas: l1BaseFee,
  }
  const payload = encodePayload([{ delta: 0n, transactions: [raw] }])
  const preimage = {
    prevBatchHash: initialBatchHash(chainId),
    chainId,
    firstBlock: number,
    blockCount: 1,
    queueStart: 0,
    queueEnd: 0,
    queueHashStart: EMPTY_QUEUE_HASH,
    queueHashEnd: EMPTY_QUEUE_HASH,
    originNumber: origin.number,
    originHash: origin.hash,
    producer,
    feeScalar: FEE_SCALAR,
    payloadHash: asHash<TransactionBatch['payloadHash']>(keccak256Hex(payload)),
  }
  const batch: TransactionBatch = {
    ...preimage,
    batchHash: batchHash(preimage),
    batchIndex: 0,
    payload,
    isForced: false,
    l1BlockNumber: origin.number + 1,
    l1BlockHash: asHash(SOME_HASH),
    l1TransactionHash: asHash(SOME_HASH),
    sequencer: producer,
  }
  return { batch, origin, originHeader }
}

/** A quantity without leading zeros, as RLP has it. */
function bytesOf(quantity: bigint | number): string {
  return quantity === 0 || quantity === 0n ? '0x' : toBeHex(quantity)
}
