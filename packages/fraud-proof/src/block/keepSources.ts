import {
  type BlockHeader,
  batchHashWords,
  elementWords,
  encodeBlockHeader,
  type Hash,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import { encodeWords } from '../state/encodeWords.ts'
import type { ContentStore } from '../store/ContentStore.ts'

/** What a block's trace reads beside state: all of it is bound by the batch's hash and the parent's. */
export interface BlockSources {
  readonly parent: BlockHeader
  readonly batch: TransactionBatch
  /** Elements `batch.queueStart` to `batch.queueEnd - 1`, in this order. */
  readonly queueElements: readonly QueueElement[]
  /** RLP of the L1 block header that the batch names. */
  readonly originHeader: Uint8Array
}

/** Puts into a store what the steps of a block open. */
export function keepSources(store: ContentStore, sources: BlockSources): void {
  const { parent, batch, queueElements, originHeader } = sources
  store.keepPreimage(encodeBlockHeader(parent))
  store.keepPreimage(originHeader)
  store.keepPreimage(batch.payload)
  store.keepPreimage(encodeWords(batchHashWords(batch)))
  let queueHash: Hash = batch.queueHashStart
  for (const element of queueElements) {
    const dataHash = store.keepPreimage(element.data)
    const hash = store.keepPreimage(encodeWords(elementWords(element, dataHash)))
    queueHash = store.keepPreimage(encodeWords([queueHash, hash]))
  }
}
