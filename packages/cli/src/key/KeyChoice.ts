import type { Address, Hex } from '@mvm/protocol'

/** Which key signs; a keystore is still locked, and knows its address only if its file says so. */
export type KeyChoice =
  | { readonly kind: 'raw'; readonly privateKey: Hex; readonly address: Address }
  | { readonly kind: 'development'; readonly privateKey: Hex; readonly address: Address }
  | {
      readonly kind: 'keystore'
      readonly path: string
      readonly json: string
      readonly address: Address | undefined
    }
