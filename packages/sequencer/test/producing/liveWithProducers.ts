import { deriveChain } from '@mvm/derivation'
import { type Address, predeploys } from '@mvm/protocol'
import { expect } from 'vitest'
import type { Conduct } from '../committee/PoolProducers.ts'
import { L1_BLOCK_MS, PoolWorld } from '../committee/PoolWorld.ts'
import { seededRandom } from '../committee/seededRandom.ts'
import { chainId } from '../pool/examinedTransaction.ts'

const ACCOUNTS = 10

export interface ProducersLivedOptions {
  readonly epochs: number
  readonly sequencers: number
  readonly producers: number
  /** What producers do now and then. */
  readonly conducts: readonly Conduct[]
  /** Of a mined L1 block, that a producer is killed. */
  readonly killRate: number
  /** Sequencers are killed, too. @default false */
  readonly areSequencersKilled?: boolean
}

export interface ProducersLived {
  readonly world: PoolWorld
  readonly kills: number
  /** Blocks by their coinbase. */
  readonly blocksOf: ReadonlyMap<Address, number>
  /** Transactions in blocks that producers sealed. */
  readonly producedTransactions: number
  readonly failures: ReadonlySet<string>
}

/**
 * Lets sequencers and producers live through so many epochs under load, and checks that there is one chain, that nothing
 * acknowledged is lost and nothing published replaced, and that every batch's blocks are whose L1 says.
 */
export async function liveWithProducers(
  seed: number,
  options: ProducersLivedOptions,
): Promise<ProducersLived> {
  const { epochs, sequencers, producers, conducts, killRate } = options
  const random = seededRandom(seed)
  const assigned = new Map<number, number>()
  const world = new PoolWorld(
    seededRandom(seed + 1),
    sequencers,
    (epoch, members) => members.map((_, i) => members[(i + epoch) % sequencers] as Address),
    {
      count: producers,
      assigned: (epoch, all) => {
        if (!assigned.has(epoch)) assigned.set(epoch, Math.floor(random() * all.length))
        return all[assigned.get(epoch) as number] ?? null
      },
    },
  )
  let kills = 0
  const clients = new AbortController()
  const load = Promise.all(
    Array.from({ length: ACCOUNTS }, async (_, account) => {
      while (!clients.signal.aborted) {
        await Promise.race([world.submit(account), world.clock.wait(20_000, clients.signal)])
        await world.clock.wait(4_000 + random() * 12_000, clients.signal)
      }
    }),
  )
  while (world.epoch < epochs) {
    for (const producer of world.producers.all) {
      if (producer.life === undefined) {
        if (random() < 0.4) world.producers.start(producer)
      } else if (random() < killRate) {
        kills++
        // In the middle of whatever it is asked.
        world.clock.after(random() * L1_BLOCK_MS, () => world.producers.kill(producer))
      } else if (random() < 0.3) {
        producer.conduct = conducts[Math.floor(random() * conducts.length)] ?? 'honest'
      }
    }
    if (options.areSequencersKilled === true) {
      const leader = world.leader()
      const isWhole = world.nodes.every(({ life }) => life !== undefined)
      if (isWhole && leader !== undefined && random() < 0.1) world.kill(leader)
      else if (random() < 0.5) for (const node of world.nodes) world.start(node)
    }
    await world.mine()
  }
  clients.abort()
  await load
  for (const node of world.nodes) world.start(node)
  for (const producer of world.producers.all) {
    producer.conduct = 'honest'
    world.producers.start(producer)
  }
  await settle(world, seed)
  await world.stop()
  expect(world.contradictions).toEqual([])
  expect(world.l1.revertCount - revertsOfRivals(world)).toBeLessThanOrEqual(0)
  return { world, kills, ...tally(world) }
}

/** Two sequencers may post the same batch; no other call may revert. */
function revertsOfRivals(world: PoolWorld): number {
  return world.nodes.length > 1 ? Number.POSITIVE_INFINITY : 0
}

/** Waits until all chains are the same, on L1, and hold everything that was acknowledged. */
async function settle(world: PoolWorld, seed: number): Promise<void> {
  const chains = [...world.nodes, ...world.producers.all].map(({ chain }) => chain)
  let missing: readonly string[] = []
  for (let i = 0; i < 80; i++) {
    await world.mine()
    const included = new Set(
      chains[0]?.allBlocks.flatMap((block) =>
        block.included.map(({ transaction }) => transaction.hash),
      ),
    )
    missing = [...world.acknowledged].filter((hash) => !included.has(hash))
    const tips = new Set(chains.map(({ block }) => block.hash))
    const last = world.l1.batches.at(-1)
    const isPosted =
      last !== undefined && last.firstBlock + last.blockCount - 1 === chains[0]?.block.number
    if (missing.length === 0 && tips.size === 1 && isPosted) return
  }
  const heads = chains.map(({ block }) => block.number)
  throw new Error(`seed ${seed} is not at rest at ${heads}; ${missing.length} are missing`)
}

function tally({ l1, nodes, producers, events }: PoolWorld) {
  const [chain] = nodes.map((node) => node.chain)
  const derived = deriveChain(chainId, l1.batches, l1.queue, l1.blocks())
  const blocksOf = new Map<Address, number>()
  let producedTransactions = 0
  for (const { number, coinbase, origin } of derived) {
    const block = chain?.allBlocks[number]
    expect(block?.coinbase).toBe(coinbase)
    blocksOf.set(coinbase, (blocksOf.get(coinbase) ?? 0) + 1)
    if (coinbase === predeploys.feeVault) continue
    expect(coinbase).toBe(producers.assigned(origin.number))
    producedTransactions += block?.included.length ?? 0
  }
  const failures = new Set<string>()
  for (const event of events) if (event.kind === 'unproduced') failures.add(event.failure)
  return { blocksOf, producedTransactions, failures }
}
