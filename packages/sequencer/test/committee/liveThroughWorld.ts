import { CommitteeWorld, type Fault } from './CommitteeWorld.ts'
import { seededRandom } from './seededRandom.ts'

/** Partitions of five nodes, among them those that split a committee of three 1/2, 2/1 and 1/1/1. */
const partitions = [
  [0, 1, 1, 1, 1],
  [0, 0, 1, 1, 1],
  [0, 1, 0, 1, 0],
  [0, 1, 2, 0, 1],
  [0, 1, 2, 3, 4],
  [0, 0, 0, 1, 2],
]

const HEALING_MS = 20_000

/** Lets chance have its way with five sequencers, then heals what can be, and checks that all is well. */
export function liveThroughWorld(seed: number, faults: readonly Fault[] = []): CommitteeWorld {
  const random = seededRandom(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const world = new CommitteeWorld(random, { faults })
  world.time.run(1_000)
  const happenings = 6 + Math.floor(random() * 10)
  for (let i = 0; i < happenings; i++) {
    const node = pick(world.nodes)
    const dice = random()
    if (dice < 0.2) world.crash(pick([node, ...world.committee()]))
    else if (dice < 0.4) for (const one of world.nodes) world.start(one)
    else if (dice < 0.55) world.partition(pick(partitions))
    else if (dice < 0.65) world.heal()
    else if (dice < 0.75) world.disturb(random() * 0.4, random() * 0.3, 5 + random() * 400)
    else if (dice < 0.8) world.setReady(node, !node.isReady)
    else world.nextEpoch()
    for (let turn = 0; turn < 4; turn++) {
      for (const one of world.nodes) if (random() < 0.6) world.submit(one)
      world.time.run(random() * 500)
    }
  }
  world.heal()
  for (const node of world.nodes) {
    world.start(node)
    world.setReady(node, true)
  }
  // A minority may stay away for good: the others go on without it.
  world.time.run(3_000)
  const away = pick(world.nodes)
  if (random() < 0.3) {
    const kept = [...away.pending]
    world.crash(away)
    if (!world.canDecide() || kept.length > 0) world.start(away)
  }
  settle(world, seed)
  return world
}

function settle(world: CommitteeWorld, seed: number): void {
  for (let waitedMs = 0; waitedMs < HEALING_MS; waitedMs += 500) {
    world.time.run(500)
    for (const node of world.nodes) world.submit(node)
    const before = world.acknowledged.size
    world.time.run(500)
    if (before > 0 && world.isSettled()) return
  }
  throw new Error(`the world of seed ${seed} has not healed`)
}
