import { parentPort } from 'node:worker_threads'
import { AnswerTally } from './AnswerTally.ts'
import type { AttackTarget } from './AttackTarget.ts'
import { type AttackName, attacks } from './attacks/attacks.ts'

/** What the thread that attacks is told. */
export interface AttackOrder {
  readonly name: AttackName
  readonly target: AttackTarget
  readonly durationMs: number
  readonly seed: number
}

// A thread of its own, so that whoever measures is not kept waiting.
parentPort?.on('message', async ({ name, target, durationMs, seed }: AttackOrder) => {
  const tally = new AnswerTally()
  const signal = AbortSignal.timeout(durationMs)
  await attacks[name]({ target, signal, seed, onAnswer: (text) => tally.add(text) })
  parentPort?.postMessage(tally.counts())
})
parentPort?.postMessage('ready')
