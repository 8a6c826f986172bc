import type { Hex } from '../bytes/toHex.ts'

/** A header's extraData: `bytes32(chainId)` (spec 2.1). */
export function blockExtraData(chainId: number): Hex {
  return `0x${chainId.toString(16).padStart(64, '0')}`
}
