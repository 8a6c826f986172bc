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
  /** An output root asserted on L1, by executing the block on a witnessed state. */
  | {
      readonly kind: 'output root'
      readonly blockNumber: number
      readonly stateBatchIndex: number
      readonly asserter: string
      readonly claimed: string
      readonly computed: string
      /** What the header of the claimed block says otherwise; `null` where nobody served it. */
      readonly fields: readonly string[] | null
    }
