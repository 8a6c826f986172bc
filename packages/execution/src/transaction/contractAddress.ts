import { RLP } from '@ethereumjs/rlp'
import { type Address, keccak256, toHex } from '@mvm/protocol'

/** Where an account's creation with a nonce puts the contract: keccak256(rlp([creator, nonce])), last 20 bytes. */
export function contractAddress(creator: Address, nonce: bigint): Address {
  return toHex(keccak256(RLP.encode([creator, nonce])).subarray(12)) as Address
}
