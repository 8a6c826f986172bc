import type { Address, Hex } from '@mvm/protocol'

/** An unlocked key. */
export interface Signer {
  readonly address: Address
  readonly privateKey: Hex
}
