import { type Address, toHex } from '@mvm/protocol'

/** The account to which code delegates (EIP-7702), or `null` for any other code. */
export function delegationTarget(code: Uint8Array): Address | null {
  if (code.length !== 23 || code[0] !== 0xef || code[1] !== 0x01 || code[2] !== 0x00) return null
  return toHex(code.subarray(3)) as Address
}
