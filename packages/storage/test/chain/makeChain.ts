import type { AppendedBlock } from '@mvm/storage'
import { type BlockRecipe, makeBlock } from './makeBlock.ts'

/** So many blocks on top of a parent. */
export function makeChain(
  parent: Pick<AppendedBlock, 'header' | 'hash'>,
  count: number,
  recipe: Omit<BlockRecipe, 'parent'>,
): AppendedBlock[] {
  const blocks: AppendedBlock[] = []
  for (let i = 0; i < count; i++) {
    blocks.push(makeBlock({ ...recipe, parent: blocks.at(-1) ?? parent }))
  }
  return blocks
}
