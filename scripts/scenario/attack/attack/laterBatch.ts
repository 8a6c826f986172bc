import { setTimeout as delay } from 'node:timers/promises'
import { encodeResolveDispute, readGame } from '@mvm/l1'
import type { AttackGround } from '../AttackGround.ts'
import type { Attack } from '../attacks.ts'
import { inventedRoot, LiarsTrace } from '../LiarsTrace.ts'
import { lyingOpening } from '../lyingOpening.ts'
import { lastPart, silentAtTheEnd } from '../PickRule.ts'

const POLL_MS = 100

/**
 * After a lie about a state batch, whose game is dragged out, more lies about later ones: games that are decided long
 * before and must wait. Then one more on the later one, after the first lie has been lost.
 */
export const laterBatch: Attack = {
  attackerCount: 3,
  windowSeconds: 240,
  async run(ground, [slow, quick, again]) {
    if (slow === undefined || quick === undefined || again === undefined) {
      throw new Error('there are three')
    }
    const early = await ground.contestedBlock()
    const later = await ground.quietBlock()
    const trace = await LiarsTrace.open(ground, early)
    try {
      const first = await lyingOpening(ground, early, trace.challengerRoot)
      const second = await lyingOpening(ground, later, inventedRoot('later batch'))
      const slowId = await slow.open(first)
      const quickId = await quick.open(second)
      const slowGame = slow.play(slowId, { pick: silentAtTheEnd })
      const quickGame = quick.play(quickId, { pick: lastPart })
      await untilDecided(ground, quickId)
      const isUndecided = (await readGame(ground.source, slowId)).deadline !== null
      const tooEarly = await quick.send(encodeResolveDispute(quickId))
      const earlier = await slowGame
      await quickGame
      const againId = await again.open(second)
      await again.play(againId, { pick: trace.pick })
      return {
        disputeIds: [slowId, quickId, againId],
        checks: {
          'the lies are about two state batches': first.stateBatchIndex < second.stateBatchIndex,
          'the later game was decided first': isUndecided,
          'and could not be resolved before the earlier': tooEarly.status === 'reverted',
          'the earlier one was decided by its clock': earlier.segment.round === 6,
        },
      }
    } finally {
      await trace.close()
    }
  },
}

async function untilDecided({ source }: AttackGround, disputeId: number): Promise<void> {
  while ((await readGame(source, disputeId)).deadline !== null) {
    await delay(POLL_MS, undefined, { signal: source.signal })
  }
}
