import type { BlockHash, BlockHeader } from '@mvm/protocol'

/** The block on which another one is executed. */
export interface ParentBlock {
  readonly header: BlockHeader
  readonly hash: BlockHash
}
