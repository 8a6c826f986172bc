import { type Hex, toHex } from '../bytes/toHex.ts'
import { keccak256 } from './keccak256.ts'

/** keccak256 of bytes, as hexadecimal. */
export function keccak256Hex(bytes: Uint8Array): Hex {
  return toHex(keccak256(bytes))
}
