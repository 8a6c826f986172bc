import { RLP } from '@ethereumjs/rlp'
import type { ChainHeader } from './ChainHeader.ts'
import { chainHeaderFields } from './chainHeaderFields.ts'

/** RLP of a header; fields of upgrades that were not in force are absent. */
export function encodeChainHeader(header: ChainHeader): Uint8Array {
  return RLP.encode(chainHeaderFields(header))
}
