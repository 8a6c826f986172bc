import { expect, test } from 'vitest'
import { devCommitteeTiming } from '../../src/committee/CommitteeTiming.ts'
import { CommitteeWorld, type Lie } from './CommitteeWorld.ts'
import { seededRandom } from './seededRandom.ts'

type Node = CommitteeWorld['nodes'][number]

const FAR = Number.MAX_SAFE_INTEGER
/** What a member says of somebody else's ballot. */
const ANSWERS = ['support', 'promise', 'alive', 'accepted']

/** A committee of three or four with a leader, and one of its backups, which never leads. */
function worldWithBackup(firstSeed: number): { world: CommitteeWorld; liar: Node } {
  for (let seed = firstSeed; ; seed++) {
    const world = new CommitteeWorld(seededRandom(seed))
    if (world.committee().length < 3) continue
    const liar = world.committee()[1 + (seed % 2)] as Node
    world.setReady(liar, false)
    world.time.run(3_000)
    expect(leaderOf(world)).not.toBe(liar)
    return { world, liar }
  }
}

function leaderOf({ nodes }: CommitteeWorld): Node {
  const leaders = nodes.filter(({ isLeading }) => isLeading)
  expect(leaders).toHaveLength(1)
  return leaders[0] as Node
}

/** Whatever is sent to who leads gets into the chain, though elections may come in between. */
function expectProgress(world: CommitteeWorld): void {
  const lengths = world.nodes.map(({ chain }) => chain.length)
  const before = Math.max(...lengths)
  const isGrown = () => world.nodes.some(({ chain }) => chain.length > before)
  for (let i = 0; i < 12 && !isGrown(); i++) {
    for (const node of world.nodes) world.submit(node)
    world.time.run(500)
  }
  expect(isGrown()).toBe(true)
}

function refusal(promisedEpoch: (own: number) => number, round: number): Lie {
  return (message, { epoch }) =>
    'ballot' in message && ANSWERS.includes(message.kind)
      ? {
          kind: 'refuse',
          ballot: message.ballot,
          promised: { epoch: promisedEpoch(epoch), round },
        }
      : message
}

const lies: Readonly<Record<string, Lie>> = {
  'promises what follows a tip that nobody has': (message) =>
    message.kind === 'promise'
      ? { ...message, tip: { position: FAR, id: 'nobody’s' }, accepted: undefined }
      : message,
  'refuses everybody for a round that nobody can surpass': refusal((epoch) => epoch, FAR),
  'refuses everybody for a much later round': refusal((epoch) => epoch, 1_000_000),
  'refuses everybody for the epoch to come': refusal((epoch) => epoch + 1, 0),
}

for (const [name, lie] of Object.entries(lies)) {
  test(`a backup that ${name} keeps nobody from leading where the others suffice`, () => {
    let tried = 0
    for (let seed = 1; tried < 20; seed++) {
      const { world, liar } = worldWithBackup(seed * 100)
      liar.lie = lie
      world.time.run(14_000)
      expectProgress(world)
      world.crash(leaderOf(world))
      world.nextEpoch()
      const up = world.committee().filter(({ state }) => state !== undefined)
      const honest = up.filter((node) => node !== liar)
      const { length } = world.committee()
      // Of the committee before, one is gone and one lies: it is asked, too.
      if (world.committee(0).length !== 4 || honest.length <= length / 2) continue
      tried++
      world.time.run(500)
      for (const node of world.nodes) world.start(node)
      world.time.run(14_000)
      expectProgress(world)
      world.nextEpoch()
      if (world.committee().length < 3) continue
      world.time.run(14_000)
      expectProgress(world)
    }
  })
}

test('a ballot that nobody could surpass is none, and whoever starts a much later one is surpassed', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const { world, liar } = worldWithBackup(seed * 100)
    const { length } = world.committee()
    const place = world.committee().indexOf(liar)
    const { epoch } = world
    const roundNear = (round: number) => round - (round % length) + place - length
    const leader = leaderOf(world)
    for (const round of [FAR, 2 ** 52, 2 ** 32].map(roundNear)) {
      for (const to of world.nodes) {
        if (to !== liar) world.say(liar, to, { kind: 'prepare', ballot: { epoch, round } })
      }
      world.time.run(200)
      expect(leaderOf(world)).toBe(leader)
    }
    for (const to of world.nodes) {
      const ballot = { epoch, round: roundNear(1_000_000) }
      if (to !== liar) world.say(liar, to, { kind: 'prepare', ballot })
    }
    world.time.run(8_000)
    expect(leaderOf(world)).not.toBe(liar)
    expectProgress(world)
  }
})

test('a member that refuses with reason, time and again, gets a ballot that it can follow', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const { world, liar: member } = worldWithBackup(seed * 100)
    const committee = world.committee()
    for (let i = 0; i < 5; i++) {
      const leader = leaderOf(world)
      const { role } = leader.state as NonNullable<Node['state']>
      if (role.kind !== 'leading') throw new Error('it leads')
      // It promises a higher ballot of another one, who is never heard of again.
      const other = committee.findIndex((node) => node !== leader && node !== member)
      const { epoch } = world
      let round = role.ballot.round + 1
      while (round % committee.length !== other) round++
      world.say(committee[other] as Node, member, { kind: 'prepare', ballot: { epoch, round } })
      world.time.run(4_000 + devCommitteeTiming.ballotMs * 2 ** i)
      expectProgress(world)
      world.time.run(1_000)
      expect(member.chain.length).toBe(leaderOf(world).chain.length)
    }
  }
})
