import { setTimeout as delay } from 'node:timers/promises'
import type { L1Block, L1Client } from '@mvm/l1'

const POLL_MS = 250

/** L1's head, as soon as it has another number than the one that was seen. Throws what L1 throws. */
export async function nextL1Head(
  client: L1Client,
  seen: number,
  signal: AbortSignal,
): Promise<L1Block> {
  for (;;) {
    signal.throwIfAborted()
    const head = await client.block('latest', { signal })
    if (head !== null && head.number !== seen) return head
    await delay(POLL_MS, undefined, { signal })
  }
}
