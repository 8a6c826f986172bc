import { fromHex, type Hex, keccak256 } from '@mvm/protocol'

const BLOOM_BITS = 2048

/**
 * The three bits that an address or topic sets in a log bloom, as positions in its bytes: byte `at >> 3`, bit
 * `at & 7` (Yellow Paper, section 4.3.1).
 */
export function bloomPositions(item: Hex): readonly number[] {
  const hash = keccak256(fromHex(item))
  return [0, 2, 4].map((i) => {
    const bit = (((hash[i] as number) << 8) | (hash[i + 1] as number)) % BLOOM_BITS
    return (BLOOM_BITS / 8 - 1 - (bit >> 3)) * 8 + (bit & 7)
  })
}
