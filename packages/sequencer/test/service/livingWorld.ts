import { deriveChain } from '@mvm/derivation'
import type { TransactionHash } from '@mvm/protocol'
import fc from 'fast-check'
import { expect } from 'vitest'
import { outputRootOf } from '../model/ModelL1.ts'
import { ModelWorld, SIGNERS } from '../model/ModelWorld.ts'
import { chainId } from '../pool/examinedTransaction.ts'

type Action =
  | { readonly kind: 'submit'; readonly signer: number; readonly count: number }
  | { readonly kind: 'mine'; readonly count: number }
  | { readonly kind: 'reorg'; readonly depth: number; readonly growth: number }
  | { readonly kind: 'enqueue'; readonly signer: number }
  | { readonly kind: 'forced'; readonly depth: number }
  | { readonly kind: 'foreign'; readonly signer: number }
  | { readonly kind: 'outage'; readonly l1Blocks: number }
  | { readonly kind: 'kill'; readonly turns: number }

const signer = fc.nat(SIGNERS - 1)
const kinds = {
  submit: fc.record({
    kind: fc.constant('submit' as const),
    signer,
    count: fc.integer({ min: 1, max: 5 }),
  }),
  mine: fc.record({ kind: fc.constant('mine' as const), count: fc.integer({ min: 1, max: 3 }) }),
  reorg: fc.record({
    kind: fc.constant('reorg' as const),
    depth: fc.integer({ min: 1, max: 10 }),
    growth: fc.integer({ min: -4, max: 2 }),
  }),
  enqueue: fc.record({ kind: fc.constant('enqueue' as const), signer }),
  forced: fc.record({ kind: fc.constant('forced' as const), depth: fc.nat(1) }),
  foreign: fc.record({ kind: fc.constant('foreign' as const), signer }),
  outage: fc.record({
    kind: fc.constant('outage' as const),
    l1Blocks: fc.constantFrom(2, 10, 30),
  }),
  kill: fc.record({ kind: fc.constant('kill' as const), turns: fc.nat(120) }),
}

async function perform(world: ModelWorld, action: Action): Promise<void> {
  switch (action.kind) {
    case 'submit':
      for (let i = 0; i < action.count; i++) {
        world.submit(action.signer)
        await world.nudge(20)
      }
      return
    case 'mine':
      for (let i = 0; i < action.count; i++) {
        world.mine()
        await world.settle()
      }
      return
    case 'reorg':
      world.reorg(action.depth, Math.max(0, action.depth + action.growth))
      return
    case 'enqueue':
      world.l1.enqueue(action.signer)
      return
    case 'forced':
      world.l1.appendForced(action.depth)
      return
    case 'foreign':
      world.foreignBatch(action.signer)
      return
    case 'outage':
      world.setL1Away(true)
      for (let i = 0; i < action.l1Blocks; i++) {
        world.submit(i % SIGNERS)
        world.mine()
        await world.settle()
      }
      world.setL1Away(false)
      return
    case 'kill':
      await world.nudge(action.turns)
      world.kill()
  }
}

function isAtRest({ service, l1 }: ModelWorld): boolean {
  const { unsafeBlock, safeBlock, firstUnassertedBlock, pendingTransactions } = service.status()
  return (
    pendingTransactions === 0 &&
    unsafeBlock === safeBlock &&
    firstUnassertedBlock === unsafeBlock + 1 &&
    l1.batches.at(-1)?.queueEnd === l1.queue.length
  )
}

/** Quiet times: L1 goes on without reorgs until there is nothing left to do. */
async function calmDown(world: ModelWorld): Promise<void> {
  for (let i = 0; i < 80; i++) {
    world.mine()
    await world.settle()
    if (isAtRest(world)) return
  }
  throw new Error(`no rest: ${JSON.stringify(world.service.status(), replacer)}`)
}

function replacer(_: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value
}

function expectAllWell(world: ModelWorld): void {
  const { chain, l1, acknowledged, invalidated, service } = world
  // What anybody derives from L1 are the local blocks, one by one.
  const derived = deriveChain(chainId, l1.batches, l1.queue, l1.blocks())
  expect(derived.length).toBe(chain.block.number)
  for (const input of derived) {
    const local = chain.allBlocks[input.number]
    expect([local?.number, local?.timestamp]).toEqual([input.number, input.timestamp])
  }
  // Every acknowledged transaction is in there once, or could not be any more.
  const included = new Map<TransactionHash, number>()
  for (const block of chain.allBlocks) {
    for (const { transaction } of block.included) {
      included.set(transaction.hash, (included.get(transaction.hash) ?? 0) + 1)
    }
  }
  for (const count of included.values()) expect(count).toBe(1)
  for (const { transaction } of acknowledged) {
    const { hash } = transaction
    const isKept = included.has(hash) || invalidated.has(hash) || service.pool.get(hash)
    expect(isKept, `transaction ${hash} of nonce ${transaction.nonce}`).toBeTruthy()
  }
  // The asserted roots are those of the blocks.
  const roots = l1.stateBatches.flatMap(({ outputRoots }) => outputRoots)
  expect(roots).toEqual(chain.allBlocks.slice(1).map(({ hash }) => outputRootOf(hash)))
}

/** Lets everything in a list happen to a sequencer, then L1 calm down, and checks that all is well. */
async function live(actions: readonly Action[]): Promise<ModelWorld> {
  const world = new ModelWorld()
  await world.settle()
  for (const action of actions) {
    await perform(world, action)
    await world.nudge(10)
  }
  await world.settle()
  await calmDown(world)
  expectAllWell(world)
  await world.stop()
  return world
}

/** What happened in many worlds, so that a test can tell that it has tested something. */
export interface Experience {
  readonly reseals: Set<string>
  adopted: number
  waits: number
  acknowledged: number
}

export interface Runs {
  readonly seed: number
  readonly numRuns: number
}

/** Anything happens: reorgs, forced and foreign batches, outages, kills. */
export async function checkAnything(runs: Runs): Promise<Experience> {
  const seen: Experience = { reseals: new Set(), adopted: 0, waits: 0, acknowledged: 0 }
  const action: fc.Arbitrary<Action> = fc.oneof(
    { weight: 6, arbitrary: kinds.submit },
    { weight: 6, arbitrary: kinds.mine },
    { weight: 3, arbitrary: kinds.reorg },
    { weight: 2, arbitrary: kinds.enqueue },
    { weight: 1, arbitrary: kinds.forced },
    { weight: 1, arbitrary: kinds.foreign },
    { weight: 1, arbitrary: kinds.outage },
    { weight: 2, arbitrary: kinds.kill },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
      const world = await live(actions)
      for (const event of world.events) {
        if (event.kind === 'resealing') seen.reseals.add(event.reason)
        if (event.kind === 'adopted') seen.adopted++
        if (event.kind === 'waiting') seen.waits++
      }
      seen.acknowledged += world.acknowledged.size
    }),
    runs,
  )
  return seen
}

/** L1 is well, but the sequencer is killed at any moment. */
export async function checkKills(runs: Runs): Promise<void> {
  const action: fc.Arbitrary<Action> = fc.oneof(
    { weight: 6, arbitrary: kinds.submit },
    { weight: 6, arbitrary: kinds.mine },
    { weight: 2, arbitrary: kinds.enqueue },
    { weight: 4, arbitrary: kinds.kill },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
      const world = await live(actions)
      expect(world.l1.revertCount).toBe(0)
      expect(world.events.filter(({ kind }) => kind === 'resealing')).toEqual([])
    }),
    runs,
  )
}
