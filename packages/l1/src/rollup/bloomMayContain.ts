import { fromHex, type Hex, keccak256 } from '@mvm/protocol'

const BLOOM_BYTES = 256

/** Whether a block's logs bloom admits a log of this address or with this topic; `false` is certain. */
export function bloomMayContain(bloom: Hex, item: Hex): boolean {
  const hash = keccak256(fromHex(item))
  for (let i = 0; i < 6; i += 2) {
    const bit = (((hash[i] as number) << 8) | (hash[i + 1] as number)) & 2047
    const byte = BLOOM_BYTES - 1 - (bit >> 3)
    const value = Number.parseInt(bloom.slice(2 + 2 * byte, 4 + 2 * byte), 16)
    if ((value & (1 << (bit & 7))) === 0) return false
  }
  return true
}
