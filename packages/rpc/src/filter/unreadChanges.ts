import type { BlockWithReceipts } from '../port/ChainEvents.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** One step of the canonical chain. */
export type ChainStep =
  | { readonly kind: 'added'; readonly block: SealedHeader }
  | { readonly kind: 'removed'; readonly block: BlockWithReceipts }

/** Steps without those that cancelled each other. */
export interface NetChange {
  /** Newest first. */
  readonly removed: readonly BlockWithReceipts[]
  /** Oldest first; all of them are canonical now. */
  readonly added: readonly SealedHeader[]
}

/** What a reader who saw none of the steps has to learn: a block that came and went in between is not told. */
export function unreadChanges(steps: readonly ChainStep[]): NetChange {
  const removed: BlockWithReceipts[] = []
  const added: SealedHeader[] = []
  for (const { kind, block } of steps) {
    if (kind === 'added') {
      added.push(block)
      continue
    }
    // Removal goes from the head down: with a block all that was added after it is gone, told or not.
    const index = added.findLastIndex(({ hash }) => hash === block.hash)
    if (index >= 0) added.length = index
    else removed.push(block)
  }
  return { removed, added }
}
