import secp256k1 from 'secp256k1'
import { type Address, asAddress } from '../account/Address.ts'
import { toHex } from '../bytes/toHex.ts'
import { keccak256 } from '../hash/keccak256.ts'

/**
 * The address whose key signed `digest`, or undefined when the signature belongs to no key.
 * `signature` is r ‖ s, 32 bytes each. Runs in the native addon, about 30 µs.
 */
export function recoverAddress(
  digest: Uint8Array,
  signature: Uint8Array,
  yParity: number,
): Address | undefined {
  const publicKey = new Uint8Array(65)
  try {
    secp256k1.ecdsaRecover(signature, yParity, digest, false, publicKey)
  } catch {
    // The addon throws plain errors, and with the lengths fixed here each means "no such key".
    return undefined
  }
  return asAddress(toHex(keccak256(publicKey.subarray(1)).subarray(12)))
}
