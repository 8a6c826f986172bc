import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/**
 * The first block after which something holds that has held ever since, found by halving; `null` if it does not
 * hold at the head.
 */
export async function firstBlockWhere(
  chain: ChainPort,
  holds: (at: SealedHeader) => Promise<boolean>,
  signal: AbortSignal,
): Promise<SealedHeader | null> {
  const head = chain.head('unsafe')
  if (!(await holds(head))) return null
  let low = -1
  let high = head.header.number
  let found = head
  while (low + 1 < high) {
    signal.throwIfAborted()
    const middle = Math.floor((low + high) / 2)
    const block = chain.headerByNumber(middle)
    if (block !== null && (await holds(block))) {
      high = middle
      found = block
    } else {
      low = middle
    }
  }
  return found
}
