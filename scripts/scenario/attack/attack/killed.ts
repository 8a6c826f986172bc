import type { Attack } from '../attacks.ts'
import { standByLie } from '../standByLie.ts'
import { untilRound } from './untilRound.ts'

/** The asserter is killed in the middle of a game, and started again. */
export const killed: Attack = {
  attackerCount: 1,
  windowSeconds: 90,
  run(ground, [liar]) {
    if (liar === undefined) throw new Error('an attack has an attacker')
    return standByLie(ground, async ({ subject, trace }) => {
      const disputeId = await liar.open(subject)
      const playing = liar.play(disputeId, { pick: trace.pick })
      await untilRound(ground, disputeId, 3)
      await ground.killAsserter()
      ground.progress('the asserter is killed')
      await ground.restartAsserter()
      ground.progress('and is up again')
      const { segment } = await playing
      return {
        disputeIds: [disputeId],
        checks: { 'the game was led to one step': segment.round === 7 },
      }
    })
  },
}
