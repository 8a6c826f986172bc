import {
  type Address,
  asAddress,
  asHash,
  type BatchHash,
  batchHash,
  EMPTY_QUEUE_HASH,
  elementHash,
  type Hash,
  hashWords,
  initialBatchHash,
  keccak256Hex,
  type L1BlockHash,
  type L1Origin,
  type L1TransactionHash,
  nextQueueHash,
  type QueueElement,
  type QueueHash,
  type TransactionBatch,
} from '@mvm/protocol'
import fc from 'fast-check'

/** What L1 holds of one chain: consistent, with payloads of any bytes. */
export interface ChainOnL1 {
  readonly chainId: number
  readonly batches: readonly TransactionBatch[]
  readonly queue: readonly QueueElement[]
  readonly origins: readonly L1Origin[]
}

interface BatchPlan {
  readonly payload: Uint8Array
  readonly blockCount: number
  readonly elements: readonly ElementPlan[]
  readonly secondsSinceLastOrigin: number
}

interface ElementPlan {
  readonly data: Uint8Array
  readonly mint: bigint
  readonly isSystem: boolean
}

const GENESIS_OF_L1 = 1_700_000_000
const NO_HASH = `0x${'00'.repeat(32)}`

/** A uvarint that may be in a longer form than allowed. */
const uvarintBytes = fc
  .tuple(fc.oneof(fc.nat(200), fc.maxSafeNat()), fc.integer({ min: 0, max: 9 }))
  .map(([value, padding]) => {
    const bytes: number[] = []
    let rest = BigInt(value)
    for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
    bytes.push(Number(rest))
    if (padding > 7) bytes.push((bytes.pop() as number) | 0x80, 0)
    return bytes
  })

/** Bytes that begin like a payload, right for a while or to the end. */
const payloadLike = fc
  .array(
    fc.tuple(
      uvarintBytes,
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
      fc.integer({ min: -2, max: 40 }),
    ),
    { maxLength: 5 },
  )
  .map((blocks) => {
    const bytes = [1]
    for (const [delta, transactions, lie] of blocks) {
      const body = [...delta, ...transactions.flatMap((bytes) => [bytes.length, ...bytes])]
      // Most lengths are true; a wrong one shifts all that follows.
      bytes.push(
        ...(lie > 2 ? lengthBytes(body.length) : lengthBytes(Math.max(0, body.length + lie))),
      )
      bytes.push(...body)
    }
    return Uint8Array.from(bytes)
  })

function lengthBytes(length: number): number[] {
  return length < 0x80 ? [length] : [(length & 0x7f) | 0x80, length >> 7]
}

const batchPlan: fc.Arbitrary<BatchPlan> = fc.record({
  payload: fc.oneof(
    { weight: 4, arbitrary: payloadLike },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
  ),
  blockCount: fc.integer({ min: 1, max: 8 }),
  elements: fc.array(
    fc.record({
      data: fc.uint8Array({ maxLength: 30 }),
      mint: fc.bigInt(0n, 1n << 100n),
      isSystem: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  secondsSinceLastOrigin: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(100_000)),
})

/** Chains of a few batches. */
export const chainOnL1: fc.Arbitrary<ChainOnL1> = fc
  .tuple(
    fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    fc.array(batchPlan, { maxLength: 4 }),
  )
  .map(([chainId, plans]) => postChain(chainId, plans))

/** Posts batches as the CTC would. */
export function postChain(chainId: number, plans: readonly BatchPlan[]): ChainOnL1 {
  const batches: TransactionBatch[] = []
  const queue: QueueElement[] = []
  const origins: L1Origin[] = []
  let prevBatchHash: BatchHash = initialBatchHash(chainId)
  let firstBlock = 1
  let timestamp = GENESIS_OF_L1
  let queueHash: QueueHash = EMPTY_QUEUE_HASH
  for (const [batchIndex, plan] of plans.entries()) {
    timestamp += plan.secondsSinceLastOrigin
    const origin = originAt(batchIndex + 10, timestamp)
    origins.push(origin)
    const queueStart = queue.length
    const queueHashStart = queueHash
    for (const element of plan.elements) {
      const fields = {
        chainId,
        queueIndex: queue.length,
        from: address(1),
        sender: address(2),
        to: address(3),
        value: 0n,
        gasLimit: 100_000n,
        ...element,
      }
      queueHash = nextQueueHash(queueHash, elementHash(fields))
      queue.push({ ...fields, queueHashAfter: queueHash, l1BlockNumber: origin.number })
    }
    const preimage = {
      prevBatchHash,
      chainId,
      firstBlock,
      blockCount: plan.blockCount,
      queueStart,
      queueEnd: queue.length,
      queueHashStart,
      queueHashEnd: queueHash,
      originNumber: origin.number,
      originHash: origin.hash,
      producer: address(4),
      feeScalar: 100_000_000n,
      payloadHash: asHash<Hash<'payload'>>(keccak256Hex(plan.payload)),
    }
    prevBatchHash = batchHash(preimage)
    batches.push({
      ...preimage,
      batchIndex,
      batchHash: prevBatchHash,
      payload: plan.payload,
      isForced: false,
      l1BlockNumber: origin.number + 1,
      l1BlockHash: asHash<L1BlockHash>(NO_HASH),
      l1TransactionHash: asHash<L1TransactionHash>(NO_HASH),
      sequencer: address(5),
    })
    firstBlock += plan.blockCount
  }
  return { chainId, batches, queue, origins }
}

function originAt(number: number, timestamp: number): L1Origin {
  return {
    number,
    hash: hashWords<L1BlockHash>(number, 1),
    timestamp,
    prevRandao: hashWords<Hash<'randao'>>(number, 2),
    baseFeePerGas: 1_000_000_000n,
  }
}

function address(id: number): Address {
  return asAddress(`0x${id.toString(16).padStart(40, '0')}`)
}
