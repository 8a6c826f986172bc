import type { BatchSources } from '@mvm/derivation'

/** The first of some batches; `null` of none. */
export async function firstBatch(
  batches: AsyncIterable<BatchSources>,
): Promise<BatchSources | null> {
  for await (const held of batches) return held
  return null
}
