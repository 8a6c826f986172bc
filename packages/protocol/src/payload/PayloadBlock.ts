/** What a payload says of one block (spec 2.1). */
export interface PayloadBlock {
  /**
   * Seconds after the parent, before clamping: 0 … 2^56 - 1. A bigint, because a number does not hold all
   * of these exactly and the decoders must agree on each.
   */
  readonly delta: bigint
  /** The bytes as they stand in the payload, which need not be transactions. */
  readonly transactions: readonly Uint8Array[]
}
