import { asHash, type BlockHash, keccak256Hex } from '@mvm/protocol'
import type { EthereumHeader } from './EthereumHeader.ts'
import { encodeEthereumHeader } from './encodeEthereumHeader.ts'

/** An Ethereum block's hash. */
export function hashEthereumHeader(header: EthereumHeader): BlockHash {
  return asHash(keccak256Hex(encodeEthereumHeader(header)))
}
