import type { Hex } from '../bytes/toHex.ts'

declare const address: unique symbol

/** An account's address: 20 bytes, lower-case hexadecimal (never checksummed inside the system). */
export type Address = Hex & { readonly [address]: true }

/** Brands an address and lowers its case; the caller has checked its form. */
export function asAddress(hex: string): Address {
  return hex.toLowerCase() as Address
}
