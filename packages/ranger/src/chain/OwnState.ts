import type { ParentBlock, StateReader } from '@mvm/execution'
import type { CodeHash, Hash } from '@mvm/protocol'
import type { BatchPlace } from '../port/BatchPlace.ts'

/** A block of an own chain. */
export interface OwnBlock extends ParentBlock {
  /** Whose block it is. */
  readonly batch: BatchPlace
}

export interface StateContent {
  readonly nodes: ReadonlyMap<Hash, Uint8Array>
  readonly codes: ReadonlyMap<CodeHash, Uint8Array>
}

/** Where an own chain is kept: the state by its hashes, never less of it, and the blocks by number. */
export interface OwnState extends StateReader {
  /** The last block of the last batch that is there as a whole; 0 before the first. */
  readonly headNumber: number
  /** Up to the head; what is said of blocks beyond it does not count. */
  block(blockNumber: number): OwnBlock | undefined
  add(content: StateContent): void | Promise<void>
  /** A block with what it wrote, in one commit, in place of any of its number. */
  addBlock(block: OwnBlock, content: StateContent): void | Promise<void>
  moveHead(blockNumber: number): void | Promise<void>
}
