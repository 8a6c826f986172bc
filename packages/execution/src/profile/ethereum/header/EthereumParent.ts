import type { BlockHash } from '@mvm/protocol'
import type { EthereumHeader } from './EthereumHeader.ts'

/** The block on which an Ethereum block is executed. */
export interface EthereumParent {
  readonly header: EthereumHeader
  readonly hash: BlockHash
  /** Hash of an ancestor of this block, as far back as 256 blocks before its child (BLOCKHASH, ommers). */
  readonly ancestorHash: (number: number) => BlockHash
}
