import { type Address, fromHex, keccak256 } from '@mvm/protocol'
import { encodeWords } from '../state/encodeWords.ts'

/** A bloom of 256 bytes with a log's address and topics in it (Yellow Paper, 4.3.1). */
export function addToBloom(
  bloom: Uint8Array,
  address: Address,
  topics: readonly bigint[],
): Uint8Array {
  const united = bloom.slice()
  for (const entry of [fromHex(address), ...topics.map((topic) => encodeWords([topic]))]) {
    const hash = keccak256(entry)
    for (let i = 0; i < 6; i += 2) {
      const bit = (((hash[i] as number) << 8) | (hash[i + 1] as number)) & 0x7ff
      const index = 255 - (bit >> 3)
      united[index] = (united[index] as number) | (1 << (bit & 7))
    }
  }
  return united
}
