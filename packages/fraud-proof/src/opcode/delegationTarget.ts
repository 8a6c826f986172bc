import { type Address, toHex } from '@mvm/protocol'

/** The account whose code runs in place of an account with this code (EIP-7702); `null` when the code is its own. */
export function delegationTarget(code: Uint8Array): Address | null {
  const [a, b, c] = code
  if (code.length !== 23 || a !== 0xef || b !== 0x01 || c !== 0x00) return null
  return toHex(code.subarray(3)) as Address
}
