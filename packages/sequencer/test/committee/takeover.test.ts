import { expect, test } from 'vitest'
import { CommitteeWorld } from './CommitteeWorld.ts'
import { seededRandom } from './seededRandom.ts'

type Node = CommitteeWorld['nodes'][number]

/** A world whose committee has three members and a leader that has decided something. */
function worldOfThree(firstSeed: number): CommitteeWorld {
  for (let seed = firstSeed; ; seed++) {
    const world = new CommitteeWorld(seededRandom(seed))
    if (world.committee().length !== 3) continue
    world.time.run(3_000)
    world.submit(leaderOf(world))
    world.time.run(500)
    return world
  }
}

function leaderOf({ nodes }: CommitteeWorld): Node {
  const leaders = nodes.filter(({ isLeading }) => isLeading)
  expect(leaders).toHaveLength(1)
  return leaders[0] as Node
}

function lengthOf(node: Node): number {
  return node.chain.length
}

test('the drawn leader leads', () => {
  const world = worldOfThree(1)
  expect(leaderOf(world)).toBe(world.committee()[0])
})

test('a backup leads within four seconds of the leader’s death', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const world = worldOfThree(seed * 100)
    const leader = leaderOf(world)
    world.submit(leader)
    world.crash(leader)
    world.time.run(4_000)
    expect(world.committee()).toContain(leaderOf(world))
  }
})

test('a backup leads within four seconds of a leader’s first block that the others find wrong', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const world = worldOfThree(seed * 100)
    const liar = leaderOf(world)
    const others = world.nodes.filter((node) => node !== liar)
    liar.isWrong = true
    const before = lengthOf(liar)
    world.submit(liar)
    world.time.run(4_000)
    const leader = leaderOf(world)
    expect(world.committee()).toContain(leader)
    expect(leader).not.toBe(liar)
    for (let i = 0; i < 4; i++) {
      world.submit(leader)
      world.time.run(1_000)
      expect(leaderOf(world)).toBe(leader)
    }
    // What was acknowledged while the liar led is in the chain, too.
    expect(leader.chain.flatMap(({ body }) => body.isWrong)).not.toContain(true)
    expect(new Set(others.map(lengthOf)).size).toBe(1)
    expect(lengthOf(leader)).toBeGreaterThan(before)
    expect(world.isSettled()).toBe(true)
  }
})

test('what a member has voted for that the others find wrong does not keep the next leader from leading', () => {
  let tried = 0
  for (let seed = 1; tried < 100; seed++) {
    const world = worldOfThree(seed * 100)
    const liar = leaderOf(world)
    liar.isWrong = true
    world.submit(liar)
    world.time.run(500)
    world.nextEpoch()
    const committee = world.committee()
    // Where the others are not enough without it, nothing can be decided.
    if (committee.length < 3 || !committee.includes(liar)) continue
    tried++
    world.time.run(9_000)
    const leader = leaderOf(world)
    expect(leader).not.toBe(liar)
    world.submit(leader)
    world.time.run(1_000)
    expect(leader.chain.at(-1)?.body.epoch).toBe(world.epoch)
    expect(leader.chain.some(({ body }) => body.isWrong)).toBe(false)
  }
})

test('a member that is not ready does not take over', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const world = worldOfThree(seed * 100)
    const [leader, first, second] = world.committee() as [Node, Node, Node]
    world.setReady(first, false)
    world.crash(leader)
    world.time.run(6_000)
    expect(leaderOf(world)).toBe(second)
  }
})

test('most of a partitioned committee goes on, the rest decides nothing, and one chain is left', () => {
  for (const isLeaderAlone of [true, false]) {
    for (let seed = 1; seed <= 100; seed++) {
      const world = worldOfThree(seed * 100)
      const alone = world.committee()[isLeaderAlone ? 0 : 1] as Node
      const before = lengthOf(alone)
      world.partition(world.nodes.map((node) => (node === alone ? 1 : 0)))
      for (let i = 0; i < 20; i++) {
        for (const node of world.nodes) world.submit(node)
        world.time.run(400)
      }
      const [other] = world.committee().filter((node) => node !== alone) as [Node]
      expect(lengthOf(alone)).toBe(before)
      expect(lengthOf(other)).toBeGreaterThan(before + 5)
      world.heal()
      world.time.run(5_000)
      expect(world.isSettled()).toBe(true)
    }
  }
})

test('a committee in pieces decides and acknowledges nothing until it is whole again', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const world = worldOfThree(seed * 100)
    world.partition(world.nodes.map((_, index) => index))
    world.time.run(500)
    const decided = Math.max(...world.nodes.map(lengthOf))
    const acknowledged = world.acknowledged.size
    for (let i = 0; i < 20; i++) {
      for (const node of world.nodes) world.submit(node)
      world.time.run(400)
    }
    expect(Math.max(...world.nodes.map(lengthOf))).toBe(decided)
    expect(world.acknowledged.size).toBe(acknowledged)
    world.heal()
    world.time.run(6_000)
    expect(world.isSettled()).toBe(true)
    expect(world.committee()).toContain(leaderOf(world))
  }
})

test('the next epoch’s leader relieves the old one within a moment', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const world = worldOfThree(seed * 100)
    const { leaderships } = world
    const wasAlone = leaderOf(world)
    world.nextEpoch()
    world.time.run(1_500)
    const [next] = world.committee()
    expect(leaderOf(world)).toBe(next)
    if (next !== wasAlone) expect(world.leaderships).toBe(leaderships + 1)
  }
})

test('a leader that dies before an epoch that it is drawn for again is not waited for twice', () => {
  let tried = 0
  for (let seed = 1; tried < 60; seed++) {
    const world = worldOfThree(seed * 100)
    const leader = leaderOf(world)
    const { time } = world
    const diedAtMs = time.nowMs
    world.crash(leader)
    // Nobody has taken over when the next epoch begins.
    time.run(2_000)
    if (world.nodes.some(({ isLeading }) => isLeading)) continue
    world.nextEpoch()
    if (world.committee()[0] !== leader || world.committee().length !== 3) continue
    tried++
    while (!world.nodes.some(({ isLeading }) => isLeading)) time.run(50)
    expect(time.nowMs - diedAtMs).toBeLessThanOrEqual(5_000)
  }
}, 300_000)
