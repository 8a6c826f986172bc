import type { BatchOpening } from '../port/BatchOpening.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import { BatchBuilder } from './BatchBuilder.ts'
import type { RollupRules } from './RollupRules.ts'

/** The builder of a batch whose first `blockCount` blocks are committed. */
export async function restoreBuilder(
  opening: BatchOpening,
  blockCount: number,
  chain: Pick<ChainPort, 'blocks'>,
  rules: RollupRules,
): Promise<BatchBuilder> {
  const [parent, ...blocks] = await chain.blocks(opening.firstBlock - 1, blockCount + 1)
  const builder = new BatchBuilder(opening, parent?.timestamp ?? 0, rules)
  for (const block of blocks) builder.append(block)
  return builder
}
