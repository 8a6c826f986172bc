import { setTimeout as delay } from 'node:timers/promises'
import { rpcBatch } from '../../bench/rpcBatch.ts'
import type { StartedDevnet } from './StartedDevnet.ts'

const POLL_MS = 2_000
const TIMEOUT_MS = 900_000
/** After that, who sequences has fallen silent as well. */
const SILENCE_MS = 10_000

/** Waits until everything on every DAC is final at every node, which is when DACs rest. */
export async function untilAtRest({ nodeUrls, dacs }: StartedDevnet): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  for (const nodeUrl of nodeUrls) {
    for (const { slug } of dacs) {
      while (!(await isFinal(`${nodeUrl}/${slug}`))) {
        if (Date.now() > deadline) throw new Error(`${slug} does not come to rest at ${nodeUrl}`)
        await delay(POLL_MS)
      }
    }
  }
  await delay(SILENCE_MS)
}

async function isFinal(rpcUrl: string): Promise<boolean> {
  const numbers = await rpcBatch(rpcUrl, [
    ['eth_getBlockByNumber', 'latest', false],
    ['eth_getBlockByNumber', 'finalized', false],
  ])
  const [latest, finalized] = numbers.map((block) => (block as { number: string } | null)?.number)
  return latest === finalized
}
