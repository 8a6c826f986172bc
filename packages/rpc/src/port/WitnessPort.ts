import type { Hex } from '@mvm/protocol'
import type { SealedHeader } from './SealedHeader.ts'

/** What executing consecutive blocks reads of the state before them (spec 5.3), ready to be written out. */
export interface BlockWitness {
  /** RLP of the header of the block before the first one. */
  readonly parentHeader: Hex
  /** RLP of the blocks' headers, in order. */
  readonly headers: readonly Hex[]
  /** RLP of trie nodes, each once. */
  readonly nodes: readonly Hex[]
  readonly codes: readonly Hex[]
}

/** The blocks up to `fittingBlock` would have fitted; below the first block when not even that one does. */
export interface WitnessOverflow {
  readonly fittingBlock: number
}

/** Witnesses for stateless checkers, made away from the threads that serve requests and seal blocks. */
export interface WitnessPort {
  /**
   * Stops early when the signal aborts. Rejects with `UnavailableError` when the blocks are rolled back meanwhile.
   *
   * @param blocks consecutive canonical blocks, the first of them the parent of the blocks to execute
   * @param limitBytes of nodes and codes
   */
  witness(
    blocks: readonly SealedHeader[],
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<BlockWitness | WitnessOverflow>
}
