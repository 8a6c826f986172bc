import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { AnswerCounts } from './AnswerTally.ts'
import type { AttackOrder } from './attacker.ts'

/** Attacks from a thread of its own, one attack after the other. */
export class AttackThread {
  readonly #worker: Worker

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  static async start(): Promise<AttackThread> {
    const worker = new Worker(new URL('./attacker.ts', import.meta.url))
    await once(worker, 'message')
    return new AttackThread(worker)
  }

  /** Attacks, and tells how it was answered. */
  async run(order: AttackOrder): Promise<AnswerCounts> {
    const told = once(this.#worker, 'message')
    this.#worker.postMessage(order)
    const [counts] = (await told) as [AnswerCounts]
    return counts
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}
