import { setImmediate } from 'node:timers/promises'
import { faultyMachine } from '@mvm/execution'
import { describe, expect, it } from 'vitest'
import {
  faultStories,
  quietBlock,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { RollupOnL1 } from '../../../../scripts/scenario/ranger/RollupOnL1.ts'
import {
  type DisputedDuty,
  type DisputeOutcome,
  type DisputePort,
  MemoryJournal,
  type RangerEvent,
} from '../../src/index.ts'
import { chainOf, disputed, Games, kinds, nodeOf, range, WRONG_BLOCK } from './rangerStage.ts'

const DAY_S = 86_400

/** A dispute that this ranger opened some time ago. */
function opened(l1: RollupOnL1, stateBatchIndex: number, since: number): DisputedDuty {
  const chainId = CHAIN_ID
  return {
    duty: {
      ...{ chainId, stateBatchIndex, firstBlock: 999, lastBlock: 999 },
      merkleRoot: l1.merkleRootOf(1),
    },
    result: 'different',
    stage: 'open',
    since,
    dispute: { chainId, stateBatchIndex, blockNumber: 999 } as never,
  }
}

describe('a ranger whose lie somebody else disputes', () => {
  it('gives no bond, and opens its own when that dispute no longer holds the state batch', async () => {
    const chain = await chainOf('wrong-storage')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    const witnesses = [nodeOf(chain)]
    const disputes = new Games()
    disputes.earliest = 1
    const first = await range(
      l1,
      { disputes, journal, witnesses },
      ({ kind }) => kind === 'covered',
    )
    expect(kinds(first)).toEqual(['deriving', 'different', 'covered'])
    expect(disputes.opened.size).toBe(0)
    expect(await journal.all()).toMatchObject([
      { stage: 'covered', dispute: { blockNumber: WRONG_BLOCK } },
    ])

    const end = new AbortController()
    let looks = 0
    const held: DisputePort = {
      open: (name, dispute) => disputes.open(name, dispute),
      reliesUntil: () => disputes.reliesUntil(),
      fateOf: async () => 'open',
      earliestDisputed: async () => {
        if (++looks === 3) setImmediate().then(() => end.abort())
        setImmediate().then(() => l1.tell())
        return 1
      },
    }
    const second = await range(l1, { disputes: held, journal, witnesses }, () => false, end)
    expect(kinds(second)).toEqual([])

    // Lost, and the state batch lives.
    disputes.earliest = null
    const third = await range(l1, { disputes, journal, witnesses }, disputed)
    expect(kinds(third)).toEqual(['deriving', 'different', 'disputed'])
    expect(disputes.opened.size).toBe(1)
  })

  it('opens its own when the window is so far over that the other one can no longer be relied on', async () => {
    const chain = await chainOf('wrong-storage')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    const witnesses = [nodeOf(chain)]
    const disputes = new Games()
    disputes.earliest = 1
    disputes.until = 1_000
    let now = 999
    const options = { disputes, journal, witnesses, now: () => now }
    const first = await range(l1, options, ({ kind }) => kind === 'covered')
    expect(kinds(first)).toEqual(['deriving', 'different', 'covered'])
    expect(await journal.all()).toMatchObject([{ stage: 'covered', until: 1_000 }])

    // The other dispute still holds the state batch; the port takes it for nothing now, as L1's does.
    now = 1_000
    const port: DisputePort = {
      reliesUntil: () => disputes.reliesUntil(),
      earliestDisputed: () => disputes.earliestDisputed(),
      fateOf: () => disputes.fateOf(),
      open: async (name, dispute) => {
        disputes.opened.set(name, dispute)
        return 'open'
      },
    }
    const second = await range(l1, { ...options, disputes: port }, disputed)
    expect(kinds(second)).toEqual(['deriving', 'different', 'disputed'])
    expect(disputes.opened.size).toBe(1)
  })

  it('does not take a dispute about later blocks for one that holds an earlier state batch', async () => {
    const chain = await chainOf('wrong-storage')
    const disputes = new Games()
    disputes.earliest = 2
    const l1 = new RollupOnL1(chain)
    const run = await range(l1, { disputes, witnesses: [nodeOf(chain)] }, disputed)
    expect(kinds(run)).toEqual(['deriving', 'different', 'disputed'])
  })
})

describe('a DAC that has had its disputes for a day', () => {
  it('costs no further bond before the day is over, not even after a restart', async () => {
    const chain = await chainOf('wrong-gas')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    // Of later state batches: this one does not wait for them.
    for (const index of [2, 3]) await journal.put(opened(l1, index, 1_000 + index))
    const witnesses = [nodeOf(chain)]
    const disputes = new Games()
    let now = 1_100
    const options = { disputes, journal, witnesses, disputesPerDay: 2, now: () => now }
    const first = await range(l1, options, ({ kind }) => kind === 'postponed')
    expect(kinds(first)).toEqual(['deriving', 'different', 'postponed'])
    expect(first.service.status()).toMatchObject({ postponedDisputes: 1, disputesPerDay: 2 })

    let asked = 0
    disputes.earliestDisputed = async () => {
      // It is asked again and again; the oldest of the two is a day old at last.
      if (++asked === 5) now = 1_002 + DAY_S
      return null
    }
    const second = await range(l1, options, disputed)
    expect(kinds(second)).toEqual(['postponed', 'disputed'])
    expect(asked).toBeGreaterThanOrEqual(5)
    expect(disputes.calls).toHaveLength(1)
    expect(second.service.status()).toMatchObject({ postponedDisputes: 0 })
    const [, , own] = (await journal.all()) as DisputedDuty[]
    expect(own).toMatchObject({ stage: 'open', since: now })
  })

  it('is left to somebody else who disputes it meanwhile', async () => {
    const chain = await chainOf('wrong-gas')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    await journal.put(opened(l1, 2, 1_000))
    const disputes = new Games()
    const witnesses = [nodeOf(chain)]
    const options = { disputes, journal, witnesses, disputesPerDay: 1, now: () => 1_001 }
    const run = await range(l1, options, ({ kind }) => {
      if (kind === 'postponed') disputes.earliest = 1
      return kind === 'covered'
    })
    expect(kinds(run)).toEqual(['deriving', 'different', 'postponed', 'covered'])
    expect(disputes.calls).toEqual([])
  })
})

describe('a ranger whose own game has ended', () => {
  it('says that it was lost, and opens no other one on that state batch', async () => {
    const chain = await chainOf('wrong-gas')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    await journal.put(opened(l1, 1, 1_000))
    const disputes = new Games()
    disputes.fate = 'lost'
    const options = { disputes, journal, witnesses: [nodeOf(chain)], now: () => 1_001 }
    const run = await range(l1, options, ({ kind }) => kind === 'different')
    expect(run.events).toMatchObject([{ kind: 'ended', fate: 'lost' }, { kind: 'different' }])
    expect(disputes.calls).toEqual([])
    const stages = (await journal.all()).map((record) => 'stage' in record && record.stage)
    expect(stages).toEqual(['lost', 'covered'])
  })

  it('opens another one when L1 was reorganised and has no such game any more', async () => {
    const chain = await chainOf('wrong-gas')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    await journal.put(opened(l1, 1, 1_000))
    const disputes = new Games()
    disputes.fate = 'gone'
    const options = { disputes, journal, witnesses: [nodeOf(chain)], now: () => 1_001 }
    const run = await range(l1, options, disputed)
    expect(kinds(run)).toEqual(['ended', 'deriving', 'different', 'disputed'])
    expect(disputes.opened.size).toBe(1)
  })

  it.each(['won', 'void'] as const)(
    'says that it was %s, and forgets that after a day',
    async (fate) => {
      const chain = await chainOf('wrong-gas')
      const l1 = new RollupOnL1(chain)
      const journal = new MemoryJournal()
      await journal.put(opened(l1, 2, 1_000))
      const disputes = new Games()
      disputes.fate = fate
      let now = 1_001
      const options = { disputes, journal, witnesses: [nodeOf(chain)], now: () => now }
      const first = await range(l1, options, ({ kind }) => kind === 'ended')
      expect(first.events[0]).toMatchObject({ kind: 'ended', fate })
      expect(first.service.status().disputes).toMatchObject([{ stage: fate, since: 1_000 }])
      now = 1_000 + DAY_S
      const second = await range(l1, options, disputed)
      expect(second.service.status().disputes).toMatchObject([{ stage: 'open', since: now }])
    },
  )
})

describe('a state batch whose window is over', () => {
  /** Two lies, in blocks of two state batches. */
  async function lyingTwice(): Promise<RollupChain> {
    const chain = new RollupChain(
      faultyMachine('wrong-balance', { chainId: CHAIN_ID, fromBlock: WRONG_BLOCK }),
    )
    const stage = await setStage(chain)
    const wrong = faultStories['wrong-balance']
    for (const story of [quietBlock, wrong, quietBlock, wrong]) {
      const { transactions = [], enqueued } = story(stage)
      await chain.block(transactions, enqueued)
    }
    return chain
  }

  it('is not tried for ever, and covers nothing: what came after it while it was tried is looked at again', async () => {
    const chain = await lyingTwice()
    const l1 = new RollupOnL1(chain, 1)
    const outcome = Promise.withResolvers<DisputeOutcome>()
    const calls: number[] = []
    const disputes: DisputePort = {
      earliestDisputed: async () => null,
      fateOf: async () => 'open',
      reliesUntil: async () => Number.POSITIVE_INFINITY,
      open: (_name, { stateBatchIndex }) => {
        calls.push(stateBatchIndex)
        return calls.length === 1 ? outcome.promise : Promise.resolve('open')
      },
    }
    const journal = new MemoryJournal()
    const isLast = ({ duty }: RangerEvent) => duty?.firstBlock === chain.headNumber - 1
    const run = await range(l1, { disputes, journal, witnesses: [nodeOf(chain)] }, (event, own) => {
      // Its successor is equal; the second lie waits for what comes of the first.
      if (isLast(event)) {
        void setImmediate().then(async () => {
          expect(own.status().pending).toMatchObject([{ firstBlock: chain.headNumber }])
          expect((await journal.all()).map((record) => 'stage' in record && record.stage)).toEqual(
            expect.not.arrayContaining(['covered']),
          )
          outcome.resolve('late')
        })
      }
      return event.kind === 'disputed'
    })
    expect(kinds(run).filter((kind) => kind === 'late')).toHaveLength(1)
    expect(calls).toHaveLength(2)
    expect(calls[0]).toBe(WRONG_BLOCK)
    const stages = run.service.status().disputes.map(({ stage }) => stage)
    expect(stages).toEqual(['late', 'open'])
  })
})
