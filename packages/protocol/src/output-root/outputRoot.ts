import type { BlockHash, OutputRoot, StateRoot, StorageRoot } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'

export interface OutputRootPreimage {
  readonly stateRoot: StateRoot
  /** Storage root of L2ToL1MessagePasser. */
  readonly messagePasserStorageRoot: StorageRoot
  readonly blockHash: BlockHash
}

/** What a state batch asserts of a block (spec 2.6): the OP Stack's output root, version 0. */
export function outputRoot(preimage: OutputRootPreimage): OutputRoot {
  return hashWords(0, preimage.stateRoot, preimage.messagePasserStorageRoot, preimage.blockHash)
}
