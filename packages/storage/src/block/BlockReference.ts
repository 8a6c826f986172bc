import type { BlockHash } from '@mvm/protocol'

/** A block, named so that it cannot be mistaken for another one at the same height. */
export interface BlockReference {
  readonly number: number
  readonly hash: BlockHash
}
