import { fromHex } from '../bytes/fromHex.ts'
import { type Hex, toHex } from '../bytes/toHex.ts'
import { EMPTY_LOGS_BLOOM } from './logsBloom.ts'

/** The bloom filter that holds what any of the given ones holds: a block's, from its receipts'. */
export function uniteLogsBlooms(blooms: readonly Hex[]): Hex {
  const filled = blooms.filter((bloom) => bloom !== EMPTY_LOGS_BLOOM)
  if (filled.length <= 1) return filled[0] ?? EMPTY_LOGS_BLOOM
  const union = new Uint8Array(256)
  for (const bloom of filled) {
    const bytes = fromHex(bloom)
    for (let i = 0; i < 256; i++) union[i] = (union[i] as number) | (bytes[i] as number)
  }
  return toHex(union)
}
