import { setTimeout as delay } from 'node:timers/promises'
import type { L1Block, L1Client } from '@mvm/l1'
import { untilAborted } from '../worker/untilAborted.ts'

const POLL_MS = 250

/** Questions for the head that L1 has not answered yet. */
const asked = new WeakMap<L1Client, Promise<L1Block | null>>()

/**
 * L1's head, as soon as it has another number than the one that was seen. All who wait for it ask L1 together: each game
 * has a player that does, and anybody can open games. Throws what L1 throws.
 */
export async function nextL1Head(
  client: L1Client,
  seen: number,
  signal: AbortSignal,
): Promise<L1Block> {
  for (;;) {
    signal.throwIfAborted()
    const head = await untilAborted(latest(client), signal)
    if (head !== null && head.number !== seen) return head
    await delay(POLL_MS, undefined, { signal })
  }
}

function latest(client: L1Client): Promise<L1Block | null> {
  const pending = asked.get(client)
  if (pending !== undefined) return pending
  // Nobody's signal: others may still wait when one has given up.
  const answer = client.block('latest').finally(() => asked.delete(client))
  asked.set(client, answer)
  return answer
}
