import {
  encodeBisectDispute,
  encodeClaimTimeout,
  encodePickPart,
  encodeProveStep,
  encodeResolveDispute,
  readGame,
} from '@mvm/l1'
import { asHash, type BatchHash, type Hash } from '@mvm/protocol'
import type { Attacker } from '../Attacker.ts'
import type { AttackGround } from '../AttackGround.ts'
import type { Attack } from '../attacks.ts'
import { inventedRoot } from '../LiarsTrace.ts'
import { lyingOpening, type Subject } from '../lyingOpening.ts'
import { anyPart, firstPart, lastPart } from '../PickRule.ts'

/** Challengers pick parts that are right from beginning to end, and send every move that is none. */
export const wrongSegment: Attack = {
  attackerCount: 4,
  async run(ground, attackers) {
    const blockNumber = await ground.contestedBlock()
    const subject = await lyingOpening(ground, blockNumber, inventedRoot('segment'))
    const rules = [lastPart, firstPart, anyPart('one'), anyPart('two')]
    const disputeIds: number[] = []
    for (const attacker of attackers) disputeIds.push(await attacker.open(subject))
    const [first, second] = attackers
    if (first === undefined || second === undefined) throw new Error('there are four')
    const [games, moves, openings] = await Promise.all([
      Promise.all(
        attackers.map((attacker, i) =>
          attacker.play(disputeIds[i] as number, { pick: rules[i] ?? lastPart }),
        ),
      ),
      refusedMoves(ground, second, disputeIds[0] as number),
      refusedOpenings(first, subject),
    ])
    return {
      disputeIds,
      checks: {
        'all games were led to one step': games.every(({ segment }) => segment.round === 7),
        ...moves,
        ...openings,
      },
    }
  },
}

const WORD = asHash<Hash>(`0x${'77'.repeat(32)}`)

/** Sends into somebody else's game what is no move in it; all of it has to revert. */
async function refusedMoves(
  { source }: AttackGround,
  attacker: Attacker,
  disputeId: number,
): Promise<Record<string, boolean>> {
  const { segmentHash } = await readGame(source, disputeId)
  const stateHashes = Array.from({ length: 63 }, () => WORD)
  const calls = {
    'a pick in another’s game reverts': encodePickPart({
      ...{ disputeId, segmentHash, part: 1, stateHashes },
    }),
    'a cut by another than the asserter reverts': encodeBisectDispute({
      ...{ disputeId, segmentHash, stateHashes },
    }),
    'a proof with a made-up tape reverts': encodeProveStep({
      ...{ disputeId, moduleId: 0, tape: new Uint8Array(64) },
    }),
    'a timeout claimed early reverts': encodeClaimTimeout(disputeId),
    'resolving an undecided game reverts': encodeResolveDispute(disputeId),
  }
  const checks: Record<string, boolean> = {}
  for (const [what, data] of Object.entries(calls)) {
    checks[what] = (await attacker.send(data)).status === 'reverted'
  }
  return checks
}

/** Opens what cannot be opened. */
async function refusedOpenings(
  attacker: Attacker,
  subject: Subject,
): Promise<Record<string, boolean>> {
  const subjects: Record<string, Subject> = {
    'the same dispute cannot be opened twice': subject,
    'a made-up batch is refused': { ...subject, batchHash: asHash<BatchHash>(WORD) },
    'a made-up beginning is refused': {
      ...subject,
      agreed: { ...subject.agreed, stateRoot: asHash(WORD) },
    },
    'a made-up claim is refused': { ...subject, claimedRoot: inventedRoot('claim') },
    'the claim itself cannot be disputed for': { ...subject, challengerRoot: subject.claimedRoot },
  }
  const checks: Record<string, boolean> = {}
  for (const [what, one] of Object.entries(subjects)) {
    checks[what] = (await attacker.reveal(one)).status === 'reverted'
  }
  return checks
}
