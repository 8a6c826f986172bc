import { devCommitteeTiming } from '../../src/committee/CommitteeTiming.ts'
import { devPolicies } from '../../src/service/defaultPolicies.ts'
import { modelRules } from '../model/ModelWorld.ts'
import { L1_BLOCK_MS, type Pace, type PoolNode, PoolWorld } from './PoolWorld.ts'
import { seededRandom } from './seededRandom.ts'
import { settlePool } from './settlePool.ts'

/** A devnet's, but for its L1: blocks take longer there, and have room for more of ours than anybody seals. */
const devnetPace: Pace = {
  timing: devCommitteeTiming,
  policies: {
    ...devPolicies,
    sealing: {
      ...devPolicies.sealing,
      ...{ originDepth: 1, l1BlockTimeMs: L1_BLOCK_MS, maxBatchAgeMs: L1_BLOCK_MS },
      // Waiting for L1 is another matter.
      ...{ sealIntervalMs: 200, starvedWaitMs: 0 },
    },
  },
  rules: { ...modelRules, blocksPerL1Block: 1_000 },
  maxLatencyMs: 20,
}

const SEQUENCERS = 3

export interface DevnetLived {
  readonly world: PoolWorld
  /** Leaders killed, and milliseconds of the world's clock from each such kill to the next block, ascending. */
  readonly takeoverMs: readonly number[]
  readonly kills: number
  /** Between two blocks while accounts sent. */
  readonly longestPauseMs: number
  /** Answered transactions a second of the world's clock. */
  readonly answeredPerS: number
}

/**
 * Three sequencers in turns at a devnet's pace through so many epochs, one of them killed now and then, most often the
 * leader, while accounts send without a pause.
 */
export async function liveAtDevnetPace(
  seed: number,
  { epochs, ratePerS }: { readonly epochs: number; readonly ratePerS: number },
): Promise<DevnetLived> {
  const random = seededRandom(seed)
  const orders = new Map<number, readonly number[]>()
  const world = new PoolWorld(
    seededRandom(seed + 1),
    SEQUENCERS,
    (epoch, members) => {
      const known = orders.get(epoch) ?? shuffled(SEQUENCERS, random)
      orders.set(epoch, known)
      return known.flatMap((place) => members[place] ?? [])
    },
    undefined,
    devnetPace,
  )
  const accounts = Math.ceil(ratePerS)
  const clients = new AbortController()
  const load = Array.from({ length: accounts }, async (_, account) => {
    await world.clock.wait(random() * 1_000, clients.signal)
    while (!clients.signal.aborted) {
      const pause = world.clock.wait((accounts / ratePerS) * 1_000, clients.signal)
      await Promise.race([world.submit(account), world.clock.wait(8_000, clients.signal)])
      await pause
    }
  })
  const startedAtMs = world.clock.nowMs()
  const leaderKilledAtMs: number[] = []
  let kills = 0
  let down: PoolNode | undefined
  while (world.epoch < epochs) {
    if (down !== undefined) {
      if (random() < 0.6) {
        world.start(down)
        down = undefined
      }
    } else if (world.epoch > 1 && random() < 0.7) {
      const isLeader = random() < 0.7
      const backup = world.nodes[Math.floor(random() * SEQUENCERS)]
      // In any moment of an L1 block; with some of them epochs begin.
      world.clock.after(random() * L1_BLOCK_MS, () => {
        down = isLeader ? world.leader() : backup
        if (down === undefined) return
        kills++
        if (down === world.leader()) leaderKilledAtMs.push(world.clock.nowMs())
        world.kill(down)
      })
    }
    await world.mine()
  }
  const answeredPerS = world.acknowledged.size / ((world.clock.nowMs() - startedAtMs) / 1_000)
  clients.abort()
  await Promise.all(load)
  const longestPauseMs = world.pausesMs().at(-1) ?? 0
  for (const node of world.nodes) world.start(node)
  await settlePool(world, seed)
  await world.stop()
  const times = [...world.publishedAtMs.values()]
  const takeoverMs = leaderKilledAtMs.map(
    (killedAtMs) => (times.find((atMs) => atMs > killedAtMs) ?? Number.NaN) - killedAtMs,
  )
  return {
    ...{ world, kills, answeredPerS, longestPauseMs },
    takeoverMs: takeoverMs.sort((a, b) => a - b),
  }
}

function shuffled(count: number, random: () => number): readonly number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index)
}
