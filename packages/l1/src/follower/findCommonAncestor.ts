import type { L1BlockId } from '../client/L1Block.ts'
import type { L1Client } from '../client/L1Client.ts'
import type { L1RequestOptions } from '../client/L1Transport.ts'

/**
 * The highest of the known blocks (ascending) that is on L1's chain of the moment, or `null` when none is. Walks
 * back in ever larger strides.
 */
export async function findCommonAncestor(
  client: L1Client,
  known: readonly L1BlockId[],
  options: L1RequestOptions,
): Promise<L1BlockId | null> {
  let end = known.length
  for (let stride = 4; end > 0; stride *= 4) {
    const start = Math.max(0, end - stride)
    const part = known.slice(start, end)
    const blocks = await client.blocks(
      part.map(({ number }) => number),
      options,
    )
    const ancestor = part.findLast(({ hash }, i) => blocks[i]?.hash === hash)
    if (ancestor !== undefined) return ancestor
    end = start
  }
  return null
}
