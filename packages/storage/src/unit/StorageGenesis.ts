import type { BlockHash, BlockHeader, OutputRoot } from '@mvm/protocol'
import type { StateContent } from './ChainChange.ts'

/** Block 0 and its state, with which a storage unit is created. */
export interface StorageGenesis {
  readonly header: BlockHeader
  readonly hash: BlockHash
  readonly outputRoot: OutputRoot
  readonly state: StateContent
}
