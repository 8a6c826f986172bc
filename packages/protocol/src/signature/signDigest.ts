import secp256k1 from 'secp256k1'
import { fromHex } from '../bytes/fromHex.ts'
import { toBigInt } from '../bytes/toBigInt.ts'
import type { Hex } from '../bytes/toHex.ts'

export interface Signature {
  readonly yParity: number
  readonly r: bigint
  readonly s: bigint
}

/** Signs a 32-byte digest; s is in the lower half (EIP-2) and the nonce deterministic (RFC 6979). */
export function signDigest(digest: Uint8Array, privateKey: Hex): Signature {
  const { signature, recid } = secp256k1.ecdsaSign(digest, fromHex(privateKey))
  return {
    yParity: recid,
    r: toBigInt(signature.subarray(0, 32)),
    s: toBigInt(signature.subarray(32)),
  }
}
