import { asHash, type Hash, type QueueHash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'

/** `queueHash[0]` of every chain: 32 zero bytes (spec 3). */
export const EMPTY_QUEUE_HASH: QueueHash = asHash<QueueHash>(`0x${'00'.repeat(32)}`)

/** The queue's hash after one more element (spec 3). */
export function nextQueueHash(queueHash: QueueHash, element: Hash<'queue element'>): QueueHash {
  return hashWords(queueHash, element)
}
