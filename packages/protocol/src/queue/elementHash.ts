import type { Hash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import { elementWords } from './elementWords.ts'
import type { QueueElement } from './QueueElement.ts'

/** The hash of one queue element (spec 3). */
export function elementHash(
  element: Omit<QueueElement, 'queueHashAfter' | 'l1BlockNumber'>,
): Hash<'queue element'> {
  return hashWords(...elementWords(element, keccak256Hex(element.data)))
}
