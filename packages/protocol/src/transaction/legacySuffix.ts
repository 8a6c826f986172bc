import { RLP } from '@ethereumjs/rlp'

const suffixes = new Map<number, Uint8Array>()

/** What EIP-155 appends to a legacy transaction's six fields before signing: rlp of chainId, 0, 0. */
export function legacySuffix(chainId: number): Uint8Array {
  const known = suffixes.get(chainId)
  if (known !== undefined) return known
  const suffix = Buffer.concat([RLP.encode(BigInt(chainId)), Uint8Array.of(0x80, 0x80)])
  // A node serves one chain; the limit is for tools that meet many.
  if (suffixes.size >= 64) suffixes.clear()
  suffixes.set(chainId, suffix)
  return suffix
}
