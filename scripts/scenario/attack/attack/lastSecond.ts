import { setTimeout as delay } from 'node:timers/promises'
import { readStateBatchStanding } from '@mvm/l1'
import type { AttackGround } from '../AttackGround.ts'
import type { Attack } from '../attacks.ts'
import { inventedRoot } from '../LiarsTrace.ts'
import { lyingOpening } from '../lyingOpening.ts'
import { lastPart, silentFrom } from '../PickRule.ts'
import { standByLie } from '../standByLie.ts'

const POLL_MS = 100
/** A commitment, its delay, and an opening. */
const OPENING_SECONDS = 5

/** Every move in the last second of the clock; and an opening at the end of the window. */
export const lastSecond: Attack = {
  attackerCount: 3,
  windowSeconds: 60,
  run(ground, [late, other, atTheEnd]) {
    if (late === undefined || other === undefined || atTheEnd === undefined) {
      throw new Error('there are three')
    }
    return standByLie(ground, async ({ blockNumber, subject, trace }) => {
      const invents = await lyingOpening(ground, blockNumber, inventedRoot('last second'))
      const games = [
        late.open(subject).then((id) => late.play(id, { pick: trace.pick, isLate: true })),
        other.open(invents).then((id) => other.play(id, { pick: lastPart, isLate: true })),
        untilWindowEnds(ground, subject.stateBatchIndex)
          .then(() => atTheEnd.open(invents))
          .then((id) => atTheEnd.play(id, { pick: silentFrom(0) })),
      ] as const
      const [first, second, third] = await Promise.all(games)
      return {
        disputeIds: [first, second, third].map(({ disputeId }) => disputeId),
        checks: {
          'L1 took moves in the last second': late.lateMoves > 0 && other.lateMoves > 0,
          'late moves led to one step': first.segment.round === 7 && second.segment.round === 7,
        },
        facts: { lateMoves: late.lateMoves + other.lateMoves },
      }
    })
  },
}

async function untilWindowEnds(
  { source, chainId }: AttackGround,
  stateBatchIndex: number,
): Promise<void> {
  const { windowEnd } = await readStateBatchStanding(source, chainId, stateBatchIndex)
  for (;;) {
    const head = await source.client.block('latest', { signal: source.signal })
    if ((head?.timestamp ?? 0) >= windowEnd - OPENING_SECONDS) return
    await delay(POLL_MS, undefined, { signal: source.signal })
  }
}
