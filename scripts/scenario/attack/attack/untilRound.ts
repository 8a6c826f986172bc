import { setTimeout as delay } from 'node:timers/promises'
import { readGame } from '@mvm/l1'
import type { AttackGround } from '../AttackGround.ts'

const POLL_MS = 50

/** Waits until so many picks are made in a game. */
export async function untilRound(
  { source }: AttackGround,
  disputeId: number,
  round: number,
): Promise<void> {
  while ((await readGame(source, disputeId)).segment.round < round) {
    await delay(POLL_MS, undefined, { signal: source.signal })
  }
}
