import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { AnswerCounts } from './AnswerTally.ts'
import type { AttackOrder } from './attacker.ts'

/** Attacks from a thread of its own, and tells how it was answered. */
export async function launchAttack(order: AttackOrder): Promise<AnswerCounts> {
  const worker = new Worker(new URL('./attacker.ts', import.meta.url), { workerData: order })
  try {
    const [counts] = (await once(worker, 'message')) as [AnswerCounts]
    return counts
  } finally {
    await worker.terminate()
  }
}
