import type { BlockHash } from '@mvm/protocol'
import type { NodeClient } from '../node/NodeClient.ts'
import type { Mismatch } from './Mismatch.ts'

const BLOCKS_PER_EXCHANGE = 50

/** What a comparison looked at, and what it found wrong. */
export interface NodeComparison {
  readonly comparedCount: number
  readonly mismatches: readonly Mismatch[]
}

/** Compares a node's block hashes with own ones; blocks that it does not have are passed over. */
export async function compareNode(
  node: NodeClient,
  hashes: ReadonlyMap<number, BlockHash>,
  signal: AbortSignal,
): Promise<NodeComparison> {
  const numbers = [...hashes.keys()]
  const mismatches: Mismatch[] = []
  let comparedCount = 0
  for (let start = 0; start < numbers.length; start += BLOCKS_PER_EXCHANGE) {
    const part = numbers.slice(start, start + BLOCKS_PER_EXCHANGE)
    const blocks = await node.requestEach(
      'eth_getBlockByNumber',
      part.map((number) => [`0x${number.toString(16)}`, false]),
      signal,
    )
    for (const [index, block] of blocks.entries()) {
      if (block === null) continue
      const blockNumber = part[index] as number
      const claimed = String((block as { readonly hash?: unknown }).hash)
      const computed = hashes.get(blockNumber) as BlockHash
      comparedCount++
      if (claimed !== computed) mismatches.push({ kind: 'block', blockNumber, claimed, computed })
    }
  }
  return { comparedCount, mismatches }
}
