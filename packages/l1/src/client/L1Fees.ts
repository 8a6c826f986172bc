/** What L1 charges now. */
export interface L1Fees {
  /** Wei per gas, of the latest block. */
  readonly baseFeePerGas: bigint
  /** Wei per gas that the node suggests as a tip. */
  readonly maxPriorityFeePerGas: bigint
}
