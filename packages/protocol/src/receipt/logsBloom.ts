import { fromHex } from '../bytes/fromHex.ts'
import { type Hex, toHex } from '../bytes/toHex.ts'
import { keccak256 } from '../hash/keccak256.ts'
import type { Log } from './Receipt.ts'

/** The bloom filter of no logs. */
export const EMPTY_LOGS_BLOOM: Hex = `0x${'00'.repeat(256)}`

/** The bloom filter of logs' addresses and topics, as in Ethereum. */
export function logsBloom(logs: readonly Log[]): Hex {
  if (logs.length === 0) return EMPTY_LOGS_BLOOM
  const bloom = new Uint8Array(256)
  for (const { address, topics } of logs) {
    addToBloom(bloom, address)
    for (const topic of topics) addToBloom(bloom, topic)
  }
  return toHex(bloom)
}

function addToBloom(bloom: Uint8Array, item: Hex): void {
  const hash = keccak256(fromHex(item))
  for (let i = 0; i < 6; i += 2) {
    const bit = (((hash[i] as number) << 8) | (hash[i + 1] as number)) & 0x7ff
    const index = 255 - (bit >> 3)
    bloom[index] = (bloom[index] as number) | (1 << (bit & 7))
  }
}
