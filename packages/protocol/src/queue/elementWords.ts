import type { Hex } from '../bytes/toHex.ts'
import type { Word } from '../hash/hashWords.ts'
import type { QueueElement } from './QueueElement.ts'

/** What a queue element's hash is of, word by word (spec 3). */
export function elementWords(
  element: Omit<QueueElement, 'queueHashAfter' | 'l1BlockNumber' | 'data'>,
  dataHash: Hex,
): readonly Word[] {
  return [
    element.chainId,
    element.queueIndex,
    element.from,
    element.sender,
    element.to,
    element.mint,
    element.value,
    element.gasLimit,
    element.isSystem,
    dataHash,
  ]
}
