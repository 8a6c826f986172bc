import { readGame } from '@mvm/l1'
import type { Attack } from '../attacks.ts'
import { standByLie } from '../standByLie.ts'
import { untilRound } from './untilRound.ts'

/** Two or three moves. */
const REORG_BLOCKS = 4

/** L1 takes back the last moves of a game, and those who made them have to make them again. */
export const reorganised: Attack = {
  attackerCount: 1,
  windowSeconds: 90,
  run(ground, [liar]) {
    if (liar === undefined) throw new Error('an attack has an attacker')
    return standByLie(ground, async ({ subject, trace }) => {
      const disputeId = await liar.open(subject)
      const playing = liar.play(disputeId, { pick: trace.pick })
      await untilRound(ground, disputeId, 3)
      await ground.reorganiseL1(REORG_BLOCKS)
      const { segment: back } = await readGame(ground.source, disputeId)
      ground.progress(`L1 is reorganised, the game is in round ${back.round} again`)
      const { segment } = await playing
      return {
        disputeIds: [disputeId],
        checks: {
          'moves were taken back': back.round < 3,
          'the game was led to one step all the same': segment.round === 7,
        },
      }
    })
  },
}
