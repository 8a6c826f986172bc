/** A claim that own execution contradicts. */
export type Mismatch =
  /** Output roots on L1: only their Merkle root stands there, so the first wrong block is not known. */
  | {
      readonly kind: 'state batch'
      readonly stateBatchIndex: number
      readonly firstBlock: number
      readonly lastBlock: number
      readonly asserter: string
      readonly claimed: string
      readonly computed: string
    }
  /** A block hash that a node serves. */
  | {
      readonly kind: 'block'
      readonly blockNumber: number
      readonly claimed: string
      readonly computed: string
    }
