import type { Address } from '@mvm/protocol'

/** A seal's signature, as it is kept with the block. */
export interface SignedSeal {
  readonly epoch: number
  readonly sealer: Address
  /** r ‖ s ‖ v, 65 bytes. */
  readonly signature: Uint8Array
}
