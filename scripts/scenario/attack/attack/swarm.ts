import { setTimeout as delay } from 'node:timers/promises'
import { residentBytes } from '../../elastic/residentBytes.ts'
import type { Tactics } from '../Attacker.ts'
import type { AttackGround } from '../AttackGround.ts'
import type { Attack } from '../attacks.ts'
import { inventedRoot, LiarsTrace } from '../LiarsTrace.ts'
import { lyingOpening } from '../lyingOpening.ts'
import { anyPart, firstPart, lastPart, silentAtTheEnd, silentFrom } from '../PickRule.ts'

const POLL_MS = 500
const MIB = 2 ** 20

/** Sixteen games at once by eight attackers, each of which disputes two state batches its own way. */
export const swarm: Attack = {
  attackerCount: 8,
  windowSeconds: 180,
  async run(ground, attackers) {
    const blocks = [await ground.contestedBlock(), await ground.quietBlock()]
    const trace = await LiarsTrace.open(ground, blocks[0] as number)
    const stop = new AbortController()
    const peak = peakMemory(ground, stop.signal)
    const tactics: readonly Tactics[] = [
      { pick: trace.pick },
      { pick: lastPart },
      { pick: firstPart },
      { pick: anyPart('swarm') },
      { pick: silentFrom(0) },
      { pick: silentAtTheEnd },
      { pick: trace.pick, isLate: true },
      { pick: anyPart('late'), isLate: true },
    ]
    try {
      const subjects = await Promise.all(
        blocks.map((block) => lyingOpening(ground, block, inventedRoot(`swarm ${block}`))),
      )
      const games = await Promise.all(
        attackers.map(async (attacker, i) => {
          const disputeIds = await Promise.all(subjects.map((subject) => attacker.open(subject)))
          const one = tactics[i] as Tactics
          return Promise.all(disputeIds.map((id) => attacker.play(id, one)))
        }),
      )
      const all = games.flat()
      stop.abort()
      const opened = all.map(({ openedAt }) => openedAt)
      return {
        disputeIds: all.map(({ disputeId }) => disputeId).sort((a, b) => a - b),
        checks: {
          'there were sixteen games by eight attackers':
            new Set(all.map(({ disputeId }) => disputeId)).size === 16 &&
            new Set(all.map(({ challenger }) => challenger)).size === 8,
          'all were opened within half a minute': Math.max(...opened) - Math.min(...opened) <= 30,
        },
        facts: { asserterPeakMiB: await peak },
      }
    } finally {
      stop.abort()
      await trace.close()
    }
  },
}

async function peakMemory({ devnet }: AttackGround, signal: AbortSignal): Promise<number> {
  const pid = devnet.sequencers[0]?.pid
  let peak = 0
  while (!signal.aborted) {
    await delay(POLL_MS, undefined, { signal }).catch(() => undefined)
    peak = Math.max(peak, pid === undefined ? 0 : residentBytes(pid))
  }
  return Math.round(peak / MIB)
}
