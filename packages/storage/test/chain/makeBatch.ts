import { asAddress, asHash, keccak256Hex, type TransactionBatch } from '@mvm/protocol'
import { seededRandom } from './seededRandom.ts'

/** A batch record with random content. */
export function makeBatch(
  place: Pick<TransactionBatch, 'chainId' | 'batchIndex' | 'firstBlock' | 'blockCount'>,
  seed: number,
): TransactionBatch {
  const random = seededRandom(seed)
  const bytes = (length: number) => Uint8Array.from({ length }, () => random() * 256)
  const hash = () => asHash<never>(keccak256Hex(bytes(8)))
  const address = () => asAddress(keccak256Hex(bytes(8)).slice(0, 42))
  return {
    ...place,
    prevBatchHash: hash(),
    batchHash: hash(),
    queueStart: 3,
    queueEnd: 5,
    queueHashStart: hash(),
    queueHashEnd: hash(),
    originNumber: 12,
    originHash: hash(),
    producer: address(),
    feeScalar: 1_000_000n,
    payloadHash: hash(),
    payload: bytes(Math.floor(random() * 200)),
    isForced: random() < 0.5,
    l1BlockNumber: 20,
    l1BlockHash: hash(),
    l1TransactionHash: hash(),
    sequencer: address(),
  }
}
