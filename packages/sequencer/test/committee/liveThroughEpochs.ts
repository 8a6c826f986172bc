import { expect } from 'vitest'
import { PoolWorld } from './PoolWorld.ts'
import { seededRandom } from './seededRandom.ts'
import { settlePool } from './settlePool.ts'

const NODES = 4
const ACCOUNTS = 12
/** Sends nothing but deposits. */
const STRANGER = 700

export interface EpochsLived {
  readonly world: PoolWorld
  readonly kills: number
  readonly leaderKills: number
  readonly reorgs: number
}

export interface EpochsOptions {
  /** L1 abandons blocks, and users force batches in. @default false */
  readonly isL1Restless?: boolean
}

/**
 * Lets a pool of four sequencers live through so many epochs of changing committees, with kills at random under load,
 * and checks that nothing acknowledged is lost and nothing published replaced.
 */
export async function liveThroughEpochs(
  seed: number,
  epochs: number,
  { isL1Restless = false }: EpochsOptions = {},
): Promise<EpochsLived> {
  const random = seededRandom(seed)
  const committees = new Map<number, readonly number[]>()
  const world = new PoolWorld(seededRandom(seed + 1), NODES, (epoch, members) => {
    let places = committees.get(epoch)
    if (places === undefined) {
      // Mostly three of four, but also everything else.
      const size = random() < 0.7 ? 3 : 1 + Math.floor(random() * NODES)
      const keys = members.map((_, index) => ({ index, key: random() }))
      places = keys.sort((a, b) => a.key - b.key).map(({ index }) => index)
      places = places.slice(0, size)
      committees.set(epoch, places)
    }
    return places.flatMap((place) => members[place] ?? [])
  })
  let kills = 0
  let leaderKills = 0
  let reorgs = 0
  const clients = new AbortController()
  const load = Promise.all(
    Array.from({ length: ACCOUNTS }, async (_, account) => {
      while (!clients.signal.aborted) {
        await Promise.race([world.submit(account), world.clock.wait(20_000, clients.signal)])
        await world.clock.wait(8_000 + random() * 24_000, clients.signal)
      }
    }),
  )
  while (world.epoch < epochs) {
    const leader = world.leader()
    const down = world.nodes.filter(({ life }) => life === undefined)
    const dice = random()
    if (dice < 0.15 && down.length === 0) {
      const victim = random() < 0.7 ? leader : world.nodes[Math.floor(random() * NODES)]
      if (victim !== undefined) {
        kills++
        if (victim === leader) leaderKills++
        world.kill(victim)
      }
    } else if (dice < 0.5) {
      for (const node of down) world.start(node)
    }
    if (isL1Restless) {
      const luck = random()
      if (luck < 0.15) {
        reorgs++
        world.l1.reorg(1 + Math.floor(random() * 3))
      } else if (luck < 0.3) world.l1.enqueue(STRANGER)
      else if (luck < 0.4) world.l1.appendForced(0)
    }
    await world.mine()
  }
  clients.abort()
  await load
  for (const node of world.nodes) world.start(node)
  await settlePool(world, seed)
  await world.stop()
  // Only L1 can replace what is published, and does so where a slow machine lets an origin become too old.
  const resealings = world.events.filter(({ kind }) => kind === 'resealing')
  const why = JSON.stringify(resealings)
  if (!isL1Restless) expect(world.contradictions, why).toEqual([])
  return { world, kills, leaderKills, reorgs }
}
