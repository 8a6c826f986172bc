import type { Address } from '@mvm/protocol'

/** Holder of the key with which a sequencer seals: that of its L1 account. */
export interface SealSigner {
  readonly address: Address
  /** r ‖ s ‖ v (27 or 28), 65 bytes. */
  sign(digest: Uint8Array): Promise<Uint8Array>
}
