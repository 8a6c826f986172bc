import { RLP } from '@ethereumjs/rlp'
import type { EthereumHeader } from './EthereumHeader.ts'
import { ethereumHeaderFields } from './ethereumHeaderFields.ts'

/** RLP of a header. */
export function encodeEthereumHeader(header: EthereumHeader): Uint8Array {
  return RLP.encode(ethereumHeaderFields(header))
}
