import type { Attack } from '../attacks.ts'
import { LiarsTrace } from '../LiarsTrace.ts'
import { lyingOpening } from '../lyingOpening.ts'
import { untilRound } from './untilRound.ts'

/** The asserter is killed in the middle of a game, and started again. */
export const killed: Attack = {
  attackerCount: 1,
  windowSeconds: 90,
  async run(ground, [liar]) {
    if (liar === undefined) throw new Error('an attack has an attacker')
    const blockNumber = await ground.contestedBlock()
    const trace = await LiarsTrace.open(ground, blockNumber)
    try {
      const subject = await lyingOpening(ground, blockNumber, trace.challengerRoot)
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
    } finally {
      await trace.close()
    }
  },
}
