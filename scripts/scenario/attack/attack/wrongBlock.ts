import { encodeApprove, encodeJoinRangers, readRangerStanding, readRangerTerms } from '@mvm/l1'
import type { Attacker } from '../Attacker.ts'
import type { AttackGround } from '../AttackGround.ts'
import type { Attack } from '../attacks.ts'
import { standByLie } from '../standByLie.ts'

/** A ranger disputes a right block and stands by the whole trace of a machine that is not the protocol's. */
export const wrongBlock: Attack = {
  attackerCount: 1,
  async run(ground, [liar]) {
    if (liar === undefined) throw new Error('an attack has an attacker')
    const before = await joinRangers(ground, liar)
    return standByLie(ground, async ({ subject, trace }) => {
      const disputeId = await liar.open(subject)
      const { segment } = await liar.play(disputeId, { pick: trace.pick })
      const after = (await readRangerStanding(ground.source, liar.address)).bond
      return {
        disputeIds: [disputeId],
        checks: {
          'the game was led to one step': segment.round === 7,
          'the lying ranger lost half its ranger bond': after === before - before / 2n,
        },
      }
    })
  },
}

/** Wei of MT that the RangerPool then holds of an account. */
async function joinRangers({ source }: AttackGround, liar: Attacker): Promise<bigint> {
  const { metisToken, rangerPool } = source.contracts
  const { bond } = await readRangerTerms(source)
  const approval = encodeApprove({ spender: rangerPool, amount: bond })
  await liar.send(approval, { to: metisToken })
  await liar.send(encodeJoinRangers(), { to: rangerPool })
  const standing = await readRangerStanding(source, liar.address)
  if (!standing.isMember) throw new Error('the liar is no ranger')
  return standing.bond
}
