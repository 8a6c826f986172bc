/**
 * What a node hands out for checking a segment, as bytes of which nothing is believed: it may be wrong, too little
 * or too much.
 */
export interface SegmentWitness {
  /** RLP of the header of the block before the segment. */
  readonly parentHeader: Uint8Array
  /** RLP of the segment's headers as the node has them, in order; only to say in what a wrong block is wrong. */
  readonly headers: readonly Uint8Array[]
  /** RLP of trie nodes, in any order. */
  readonly nodes: readonly Uint8Array[]
  readonly codes: readonly Uint8Array[]
}
