import type { StateBatchAppended, StateBatchDeleted } from '@mvm/l1'

/**
 * The state batches that still stand, in the order of their blocks. What continues at a block shows that all from that
 * block on had been deleted; a deletion after which nothing was appended is taken off the end.
 */
export function standingStateBatches(
  appended: readonly StateBatchAppended[],
  deletions: readonly StateBatchDeleted[],
): StateBatchAppended[] {
  const standing: StateBatchAppended[] = []
  for (const batch of appended) {
    while ((standing.at(-1)?.firstBlock ?? -1) >= batch.firstBlock) standing.pop()
    standing.push(batch)
  }
  for (const { stateBatchIndex } of deletions) {
    const place = standing.findIndex((batch) => batch.stateBatchIndex === stateBatchIndex)
    if (place >= 0) standing.length = place
  }
  return standing
}
