import { parentPort, workerData } from 'node:worker_threads'
import { AnswerTally } from './AnswerTally.ts'
import type { AttackTarget } from './AttackTarget.ts'
import { type AttackName, attacks } from './attacks/attacks.ts'

/** What a thread that attacks is told. */
export interface AttackOrder {
  readonly name: AttackName
  readonly target: AttackTarget
  readonly durationMs: number
  readonly seed: number
}

// A thread of its own, so that whoever measures is not kept waiting.
const { name, target, durationMs, seed } = workerData as AttackOrder
const tally = new AnswerTally()
const signal = AbortSignal.timeout(durationMs)
await attacks[name]({ target, signal, seed, onAnswer: (text) => tally.add(text) })
parentPort?.postMessage(tally.counts())
