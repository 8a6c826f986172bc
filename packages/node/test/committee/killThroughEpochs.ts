import { setTimeout as delay } from 'node:timers/promises'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import type { PoolUnderLoad } from './PoolUnderLoad.ts'

export interface KillReport {
  /** Milliseconds from each kill of a leader to the next new block, ascending. */
  readonly takeoverMs: readonly number[]
  readonly leadersKilled: number
  readonly backupsKilled: number
}

export interface KillPlan {
  /** In how many epochs somebody has to begin to lead. */
  readonly epochs: number
  /** How many leaders have to be killed meanwhile. */
  readonly leaders: number
  /** Of a hundred kills, how many are of two sequencers at once: nobody can seal until one is back. */
  readonly pairPercent: number
  /** Of [0, 1). */
  readonly random: () => number
}

/** Of a hundred kills of one, how many are of the leader. */
const LEADER_PERCENT = 60

/** Kills sequencers at random and starts them again after a random pause, until all that was planned is done. */
export async function killThroughEpochs(
  pool: PoolUnderLoad,
  { epochs, leaders, pairPercent, random }: KillPlan,
): Promise<KillReport> {
  const takeoverMs: number[] = []
  let leadersKilled = 0
  let backupsKilled = 0
  while (pool.epochsLed() < epochs || leadersKilled < leaders) {
    await delay(500 + random() * 6_000)
    const leader = await waitFor('a leader', () => pool.leader(), { timeoutMs: 240_000 })
    const backups = pool.sequencers.filter((node) => node !== leader)
    const backup = backups[Math.floor(random() * backups.length)] as TestNode
    const one = random() * 100 < LEADER_PERCENT ? leader : backup
    const victims = random() * 100 < pairPercent ? [leader, backup] : [one]
    await uponAnswer(pool)
    const killedAtMs = Date.now()
    await Promise.all(victims.map((node) => node.kill()))
    const isLeaderKilled = victims.includes(leader)
    if (isLeaderKilled) leadersKilled++
    backupsKilled += victims.length - (isLeaderKilled ? 1 : 0)
    const height = pool.watch.height
    if (victims.length === 1) {
      // What was decided before the kill may be shown after it.
      await waitFor('the next block', () => pool.watch.height > height + 1, {
        ...{ timeoutMs: 240_000, intervalMs: 20 },
      })
      if (isLeaderKilled) takeoverMs.push(Date.now() - killedAtMs)
    }
    await delay(random() * 3_000)
    await Promise.all(victims.map((node) => node.start()))
    const isBack = async () => {
      const numbers = await Promise.all(victims.map((node) => node.rpc.blockNumber()))
      return numbers.every((number) => number > height)
    }
    await waitFor('the killed ones to be back', isBack, { timeoutMs: 240_000 })
  }
  return { takeoverMs: takeoverMs.sort((a, b) => a - b), leadersKilled, backupsKilled }
}

/** Resolves in the moment of an answer, when others are answered and not in a block yet. */
async function uponAnswer({ load }: PoolUnderLoad): Promise<void> {
  await new Promise<void>((resolve) => {
    load.onAnswered = () => {
      load.onAnswered = () => undefined
      resolve()
    }
  })
}
