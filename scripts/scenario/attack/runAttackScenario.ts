import { setTimeout as delay } from 'node:timers/promises'
import { readDisputeCount, readDisputeCredit, readGame } from '@mvm/l1'
import type { Progress } from '@mvm/node'
import { Attacker } from './Attacker.ts'
import { AttackGround } from './AttackGround.ts'
import type { AttackVerdict } from './AttackVerdict.ts'
import { type AttackName, attacks } from './attacks.ts'
import { judgeAttack } from './judgeAttack.ts'
import { readPurse } from './readPurse.ts'
import { standsAndGoesOn } from './standsAndGoesOn.ts'

const POLL_MS = 500
const WINDOW_SECONDS = 60
const SCENARIO_TIMEOUT_MS = 600_000
/** Of the devnet's users: the first ones have other things to do. */
const FIRST_ATTACKER = 2

export interface AttackScenarioOptions {
  readonly signal: AbortSignal
  readonly progress?: Progress
}

/**
 * A devnet that keeps to the protocol, whose asserter is left to itself while attackers dispute what is right by
 * sending moves to L1. Then everything is held against what it was before.
 */
export async function runAttackScenario(
  attack: AttackName,
  options: AttackScenarioOptions,
): Promise<AttackVerdict> {
  const { progress = () => undefined } = options
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(SCENARIO_TIMEOUT_MS)])
  const { attackerCount, windowSeconds = WINDOW_SECONDS, run } = attacks[attack]
  const ground = await AttackGround.start({ windowSeconds, progress, signal })
  const attackers: Attacker[] = []
  const watching = new AbortController()
  try {
    const { source, devnet } = ground
    for (const user of devnet.users.slice(FIRST_ATTACKER, FIRST_ATTACKER + attackerCount)) {
      attackers.push(new Attacker(ground, user))
    }
    const addresses = [...attackers, ground.bystander].map(({ address }) => address)
    const before = await readPurse(ground, addresses)
    progress(`${attackers.length} account(s) attack`)
    void watch(ground, watching.signal)
    const outcome = await run(ground, attackers)
    const games = []
    for (let id = 0; id < (await readDisputeCount(source)); id++) {
      games.push(await readGame(source, id))
    }
    progress('all games have ended')
    const stands = await standsAndGoesOn(ground, games)
    while ((await readDisputeCredit(source, ground.asserter)) > 0n) {
      await delay(POLL_MS, undefined, { signal })
    }
    const after = await readPurse(ground, addresses)
    return await judgeAttack(ground, { attack, outcome, games, before, after, stands })
  } finally {
    watching.abort()
    await Promise.all(attackers.map((attacker) => attacker.stop()))
    await ground.stop()
  }
}

/** Tells how the games go. */
async function watch({ source, progress }: AttackGround, signal: AbortSignal): Promise<void> {
  const told = new Map<number, string>()
  try {
    for (; ; await delay(POLL_MS, undefined, { signal })) {
      const count = await readDisputeCount(source)
      for (let id = 0; id < count; id++) {
        const { phase, segment, isResolved } = await readGame(source, id)
        const now = `${phase}${isResolved ? ', resolved' : ''}, round ${segment.round}`
        if (told.get(id) !== now && (isResolved || !told.has(id) || phase.endsWith('won'))) {
          progress(`dispute ${id}: ${now}`)
        }
        told.set(id, now)
      }
    }
  } catch {
    // The scenario has ended, or ends by what is wrong here.
  }
}
