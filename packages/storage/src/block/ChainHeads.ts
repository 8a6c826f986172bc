import type { BlockReference } from './BlockReference.ts'

/** The three heads of a chain (spec 1): finalized ≤ safe ≤ unsafe, all canonical. */
export interface ChainHeads {
  /** The last block. */
  readonly unsafe: BlockReference
  /** Derived from L1 data. */
  readonly safe: BlockReference
  /** Derived from finalized L1 data. */
  readonly finalized: BlockReference
}
