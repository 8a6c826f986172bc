import type { Attack } from '../attacks.ts'
import { inventedRoot } from '../LiarsTrace.ts'
import { lyingOpening } from '../lyingOpening.ts'
import { silentAtTheEnd, silentFrom } from '../PickRule.ts'

/** Challengers open games and say nothing, from the beginning or from some round on: the clocks have to end them. */
export const silence: Attack = {
  attackerCount: 3,
  windowSeconds: 90,
  async run(ground, attackers) {
    const blockNumber = await ground.contestedBlock()
    const subject = await lyingOpening(ground, blockNumber, inventedRoot('silence'))
    const rules = [silentFrom(0), silentFrom(3), silentAtTheEnd]
    const disputeIds: number[] = []
    const games = await Promise.all(
      attackers.map(async (attacker, i) => {
        const disputeId = await attacker.open(subject)
        disputeIds.push(disputeId)
        return attacker.play(disputeId, { pick: rules[i] ?? silentFrom(0) })
      }),
    )
    const rounds = games.map(({ segment }) => segment.round)
    return {
      disputeIds,
      checks: { 'each fell silent where it wanted to': String(rounds) === '0,3,6' },
    }
  },
}
