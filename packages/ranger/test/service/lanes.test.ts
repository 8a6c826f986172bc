import { expect, it } from 'vitest'
import { CHAIN_ID } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { RollupOnL1 } from '../../../../scripts/scenario/ranger/RollupOnL1.ts'
import type { Duty, DutyPort, RangerEvent, WitnessPort } from '../../src/index.ts'
import { chainOf, dead, Games, nodeOf, range } from './rangerStage.ts'

/** The same blocks under another number: whose chain it is says the claim, which is the first one's. */
const OTHER = CHAIN_ID + 1

it('goes on with other DACs, and with new duties of theirs, while one has to be derived from L1', async () => {
  const chain = await chainOf()
  const l1 = new RollupOnL1(chain, 2)
  const derivation = Promise.withResolvers<void>()
  const slow = Object.assign(Object.create(l1) as RollupOnL1, {
    claim: (duty: Duty) => l1.claim(duty),
    assertedRoots: (chainId: number, toBlock: number) => l1.assertedRoots(chainId, toBlock),
    isDeleted: () => false,
    async *batches(chainId: number, from: number, to: number) {
      await derivation.promise
      yield* l1.batches(chainId, from, to)
    },
  })
  let round = 0
  const duties: DutyPort = {
    // The first DAC's come first, and later ones come while it is derived.
    duties: async () => {
      const all = await l1.duties()
      const of = (chainId: number) => all.map((duty) => ({ ...duty, chainId }))
      return [...of(CHAIN_ID), ...of(OTHER).slice(0, ++round)]
    },
    changed: (signal) => l1.changed(signal),
  }
  const good = nodeOf(chain)
  let isFirstAsked = false
  const witness: WitnessPort = {
    name: 'a node that hides the first DAC',
    witness: (chainId, first, last, signal) => {
      if (first === 1 && !isFirstAsked) {
        isFirstAsked = true
        return dead.witness(chainId, first, last, signal)
      }
      return good.witness(chainId, first, last, signal)
    },
  }
  const order: string[] = []
  await range(
    slow,
    { disputes: new Games(), duties, witnesses: [witness] },
    (event: RangerEvent) => {
      if (event.kind !== 'equal') return false
      order.push(`${event.duty.chainId === OTHER ? 'other' : 'derived'} ${event.duty.firstBlock}`)
      if (order.length === 3) derivation.resolve()
      else l1.tell()
      return order.length === 6
    },
  )
  expect(order).toEqual(['other 1', 'other 3', 'other 5', 'derived 1', 'derived 3', 'derived 5'])
})

it('derives no more DACs at a time than it is told', async () => {
  const chain = await chainOf()
  const l1 = new RollupOnL1(chain)
  let running = 0
  let most = 0
  const counting = Object.assign(Object.create(l1) as RollupOnL1, {
    claim: (duty: Duty) => l1.claim(duty),
    isDeleted: () => false,
    async *batches(chainId: number, from: number, to: number) {
      running += 1
      most = Math.max(most, running)
      try {
        yield* l1.batches(chainId, from, to)
      } finally {
        running -= 1
      }
    },
    assertedRoots: (chainId: number, toBlock: number) => l1.assertedRoots(chainId, toBlock),
  })
  const chainIds = [CHAIN_ID, CHAIN_ID + 1, CHAIN_ID + 2, CHAIN_ID + 3]
  const duties: DutyPort = {
    duties: async () =>
      (await l1.duties()).flatMap((duty) => chainIds.map((chainId) => ({ ...duty, chainId }))),
    changed: (signal) => l1.changed(signal),
  }
  let ended = 0
  const options = { disputes: new Games(), duties, concurrentDerivations: 2 }
  await range(counting, options, ({ kind }) => {
    // Of other chain numbers nothing is right but that it ends.
    if (kind !== 'deriving') ended += 1
    return ended === chainIds.length
  })
  expect(most).toBe(2)
})
