import secp256k1 from 'secp256k1'
import { type Address, asAddress } from '../account/Address.ts'
import { fromHex } from '../bytes/fromHex.ts'
import { type Hex, toHex } from '../bytes/toHex.ts'
import { keccak256 } from '../hash/keccak256.ts'

/** The address of a private key (32 bytes). */
export function addressOfPrivateKey(privateKey: Hex): Address {
  const publicKey = secp256k1.publicKeyCreate(fromHex(privateKey), false)
  return asAddress(toHex(keccak256(publicKey.subarray(1)).subarray(12)))
}
