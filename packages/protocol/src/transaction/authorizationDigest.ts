import { RLP } from '@ethereumjs/rlp'
import { keccak256 } from '../hash/keccak256.ts'
import type { Authorization } from './Transaction.ts'

/** What an EIP-7702 authority signs: keccak256(0x05 ‖ rlp([chainId, address, nonce])). */
export function authorizationDigest({
  chainId,
  address,
  nonce,
}: Pick<Authorization, 'chainId' | 'address' | 'nonce'>): Uint8Array {
  return keccak256(Buffer.concat([Uint8Array.of(5), RLP.encode([chainId, address, nonce])]))
}
