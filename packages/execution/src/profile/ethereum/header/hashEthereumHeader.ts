import { asHash, type BlockHash, encodeChainHeader, keccak256Hex } from '@mvm/protocol'
import type { EthereumHeader } from './EthereumHeader.ts'

/** An Ethereum block's hash. */
export function hashEthereumHeader(header: EthereumHeader): BlockHash {
  return asHash(keccak256Hex(encodeChainHeader(header)))
}
