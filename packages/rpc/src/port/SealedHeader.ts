import type { BlockHash, ChainHeader } from '@mvm/protocol'

/** A block's header and its hash: how every port names a block, so that a reorg cannot confuse two of them. */
export interface SealedHeader<H extends ChainHeader = ChainHeader> {
  readonly hash: BlockHash
  readonly header: H
}
