import type { Address } from '../account/Address.ts'
import type { Hex } from '../bytes/toHex.ts'

/** Changes to one account before a simulation. */
export interface AccountOverride {
  readonly balance?: bigint
  readonly nonce?: bigint
  readonly code?: Uint8Array
  /** Replaces the whole storage (`replace`) or single slots (`merge`); slots and words of 32 bytes. */
  readonly storage?: { readonly mode: 'replace' | 'merge'; readonly slots: ReadonlyMap<Hex, Hex> }
  /** The account is a precompile, which answers there instead. */
  readonly movedTo?: Address
}
