/** How many blobs blocks have and how their price moves (EIP-4844, EIP-7840). */
export interface BlobParameters {
  /** Blobs in a block that leave the price as it is. */
  readonly target: number
  /** Most blobs in a block. */
  readonly max: number
  readonly baseFeeUpdateFraction: bigint
}
