import { RLP } from '@ethereumjs/rlp'
import { asHash, chainHeaderFields, type Hash, keccak256Hex } from '@mvm/protocol'
import type { EthereumHeader } from '../header/EthereumHeader.ts'

/** keccak256 of the RLP of a block's ommers. */
export function ommersHash(ommers: readonly EthereumHeader[]): Hash<'ommers'> {
  return asHash(keccak256Hex(RLP.encode(ommers.map(chainHeaderFields))))
}
