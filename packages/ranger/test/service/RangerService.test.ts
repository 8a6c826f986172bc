import { faultyMachine } from '@mvm/execution'
import { outputRoot } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { setStage } from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { RollupOnL1 } from '../../../../scripts/scenario/ranger/RollupOnL1.ts'
import { type DisputePort, MemoryJournal, type RangerEvent } from '../../src/index.ts'
import {
  chainOf,
  dead,
  disputed,
  Games,
  kinds,
  nodeOf,
  range,
  WRONG_BLOCK,
  withholding,
} from './rangerStage.ts'

describe('RangerService', () => {
  it('opens one dispute on the wrong block, after a second look at L1 alone', async () => {
    const chain = await chainOf('wrong-storage')
    const l1 = new RollupOnL1(chain)
    const disputes = new Games()
    const run = await range(l1, { disputes, witnesses: [nodeOf(chain)] }, disputed)
    expect(kinds(run)).toEqual(['deriving', 'different', 'disputed'])
    const [dispute] = disputes.opened.values()
    expect(dispute && outputRoot(dispute.agreed)).toBe(chain.outputRoot(WRONG_BLOCK - 1))
    expect([...disputes.opened.values()]).toMatchObject([
      {
        chainId: CHAIN_ID,
        stateBatchIndex: 1,
        blockNumber: WRONG_BLOCK,
        claimedRoot: chain.outputRoot(WRONG_BLOCK),
        ownRoot: (await chainOf(undefined, 'wrong-storage')).outputRoot(WRONG_BLOCK),
      },
    ])
    expect(run.events[1]).toMatchObject({ fields: ['stateRoot'] })
    expect(run.service.status().disputes).toMatchObject([{ stage: 'open' }])
  })

  it('checks honest segments one after the other and disputes nothing', async () => {
    const chain = await chainOf()
    const disputes = new Games()
    const l1 = new RollupOnL1(chain, 2)
    const run = await range(
      l1,
      { disputes, witnesses: [nodeOf(chain)] },
      (_, service) => service.status().checkedSegments === 3,
    )
    expect(kinds(run)).toEqual(['equal', 'equal', 'equal'])
    expect(run.service.status()).toMatchObject({ checkedBlocks: 6, alarms: 0, disputes: [] })
    expect(disputes.calls).toEqual([])
  })

  it('asks the next node where one is dead, withholds or talks nonsense', async () => {
    const chain = await chainOf('wrong-log')
    const disputes = new Games()
    const last = nodeOf(chain)
    const witnesses = [dead, nodeOf(chain, withholding), last]
    const run = await range(new RollupOnL1(chain), { disputes, witnesses }, disputed)
    expect(kinds(run)).toEqual([
      'witness-failed',
      'witness-failed',
      'deriving',
      'different',
      'disputed',
    ])
    expect(last.asked).toEqual([1])
    expect(disputes.opened.size).toBe(1)
  })

  it('asks a node that has failed after the others from then on', async () => {
    const chain = await chainOf()
    const [bad, good] = [nodeOf(chain, withholding), nodeOf(chain)]
    const run = await range(
      new RollupOnL1(chain, 2),
      { disputes: new Games(), witnesses: [bad, good] },
      (_, service) => service.status().checkedBlocks === 6,
    )
    expect(kinds(run)).toEqual(['witness-failed', 'equal', 'equal', 'equal'])
    expect([bad.asked, good.asked]).toEqual([[1], [1, 3, 5]])
  })

  it('derives from L1 where nobody hands out a witness, and finds the lie all the same', async () => {
    const chain = await chainOf('skipped-transaction')
    const disputes = new Games()
    const witnesses = [nodeOf(chain, withholding)]
    const run = await range(new RollupOnL1(chain), { disputes, witnesses }, disputed)
    expect(kinds(run)).toEqual(['witness-failed', 'deriving', 'different', 'disputed'])
    expect([...disputes.opened.values()]).toMatchObject([{ blockNumber: WRONG_BLOCK }])
  })

  it('is not led to an alarm or a dispute by nodes that withhold an honest chain', async () => {
    const chain = await chainOf()
    const disputes = new Games()
    const witnesses = [nodeOf(chain, withholding), dead]
    const run = await range(
      new RollupOnL1(chain),
      { disputes, witnesses },
      ({ kind }) => kind === 'equal',
    )
    expect(kinds(run)).toEqual(['witness-failed', 'witness-failed', 'deriving', 'equal'])
    expect(run.service.status()).toMatchObject({ checkedBlocks: 6, alarms: 0, disputes: [] })
  })

  it('opens one game on a state batch, on its first wrong block, however many segments differ', async () => {
    const chain = await chainOf('wrong-balance')
    const disputes = new Games()
    const l1 = new RollupOnL1(chain)
    let differences = 0
    const split = {
      duties: async () =>
        [6, 5, 4].map((firstBlock) => ({
          ...{ chainId: CHAIN_ID, stateBatchIndex: 1, firstBlock, lastBlock: 6 },
          merkleRoot: l1.merkleRootOf(1),
        })),
      changed: (signal: AbortSignal) => l1.changed(signal),
    }
    const run = await range(
      l1,
      { disputes, duties: split, witnesses: [nodeOf(chain)] },
      ({ kind }) => kind === 'different' && ++differences === 2,
    )
    expect(kinds(run)).toEqual(['equal', 'deriving', 'different', 'disputed', 'different'])
    expect([...disputes.opened.keys()]).toEqual([
      `${CHAIN_ID}/1/${WRONG_BLOCK}/${chain.outputRoot(WRONG_BLOCK)}`,
    ])
  })

  it('tries again while L1 is away', async () => {
    const chain = await chainOf('wrong-gas')
    const disputes = new Games()
    disputes.failures = 3
    const run = await range(
      new RollupOnL1(chain),
      { disputes, witnesses: [nodeOf(chain)] },
      disputed,
    )
    expect(kinds(run).filter((kind) => kind === 'failed')).toHaveLength(3)
    expect(new Set(disputes.calls).size).toBe(1)
    expect(disputes.opened.size).toBe(1)
  })

  it('checks and disputes again what was gone from L1 and is back', async () => {
    const chain = await chainOf('wrong-gas')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    const witnesses = [nodeOf(chain)]
    const end = new AbortController()
    const gone: DisputePort = {
      earliestDisputed: async () => null,
      fateOf: async () => 'open',
      reliesUntil: async () => Number.POSITIVE_INFINITY,
      async open() {
        setImmediate(() => end.abort())
        return 'gone'
      },
    }
    await range(l1, { disputes: gone, journal, witnesses }, () => false, end)
    expect(await journal.all()).toMatchObject([{ stage: 'gone' }])
    const disputes = new Games()
    const run = await range(l1, { disputes, journal, witnesses }, disputed)
    expect(kinds(run)).toEqual(['deriving', 'different', 'disputed'])
    expect(run.service.status().disputes).toMatchObject([{ stage: 'open' }])
  })

  it('does not take a check of one state batch for that of another with its index', async () => {
    const journal = new MemoryJournal()
    const honest = await chainOf(undefined, 'wrong-gas')
    const before = new RollupOnL1(honest)
    const isEqual = ({ kind }: RangerEvent) => kind === 'equal'
    await range(before, { disputes: new Games(), journal, witnesses: [nodeOf(honest)] }, isEqual)
    const other = new RollupChain(faultyMachine('wrong-origin', { chainId: CHAIN_ID }))
    await setStage(other)
    const disputes = new Games()
    const after = new RollupOnL1(other)
    await range(after, { disputes, journal, witnesses: [nodeOf(other)] }, disputed)
    expect([...disputes.opened.values()]).toMatchObject([{ blockNumber: 1 }])
  })

  it('goes on with a dispute after a crash in the middle of it, and opens it once', async () => {
    const chain = await chainOf('wrong-nonce')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    const disputes = new Games()
    const witnesses = [nodeOf(chain)]
    const crash = new AbortController()
    const crashing: DisputePort = {
      earliestDisputed: async () => null,
      fateOf: async () => 'open',
      reliesUntil: async () => Number.POSITIVE_INFINITY,
      // Everything is sent, and the process dies before it learns of that.
      open: async (name, dispute, signal) => {
        await disputes.open(name, dispute)
        crash.abort()
        throw signal.reason
      },
    }
    await range(l1, { disputes: crashing, journal, witnesses }, () => false, crash)
    expect(await journal.all()).toMatchObject([{ stage: 'opening' }])

    const second = await range(l1, { disputes, journal, witnesses }, disputed)
    expect(kinds(second)).toEqual(['disputed'])
    expect(new Set(disputes.calls).size).toBe(1)
    expect(disputes.opened.size).toBe(1)

    const calls = disputes.calls.length
    const grown = await chainOf('wrong-nonce')
    await grown.block([])
    const third = await range(
      new RollupOnL1(grown, 6),
      { disputes, journal, witnesses: [nodeOf(grown)] },
      (_, service) => service.status().last?.duty.firstBlock === 7,
    )
    expect(third.service.status().disputes).toMatchObject([{ stage: 'open' }])
    expect(disputes.calls).toHaveLength(calls)
  })

  it('disputes nothing later while its own game holds it, and again when that was lost to a deletion', async () => {
    const chain = await chainOf('wrong-balance')
    const l1 = new RollupOnL1(chain)
    const journal = new MemoryJournal()
    const at = (stateBatchIndex: number, blockNumber: number) => ({
      duty: {
        ...{ chainId: CHAIN_ID, stateBatchIndex, firstBlock: blockNumber, lastBlock: blockNumber },
        merkleRoot: l1.merkleRootOf(1),
      },
      result: 'different' as const,
      stage: 'open' as const,
      dispute: {
        ...{ chainId: CHAIN_ID, stateBatchIndex, blockNumber },
        claimedRoot: chain.outputRoot(blockNumber),
        ownRoot: chain.outputRoot(0),
        agreed: { stateRoot: '0x', messagePasserStorageRoot: '0x', blockHash: '0x' } as never,
      },
    })
    // Of a state batch before, which nobody can see any more.
    await journal.put(at(0, 1))
    const disputes = new Games()
    const covered = await range(
      l1,
      { disputes, journal, witnesses: [nodeOf(chain)] },
      ({ kind }) => kind === 'different',
    )
    expect(kinds(covered)).toEqual(['different'])
    expect(disputes.calls).toEqual([])

    const gone = new RollupOnL1(chain)
    gone.isDeleted = () => true
    const run = await range(gone, { disputes, journal, witnesses: [nodeOf(chain)] }, disputed)
    expect(kinds(run)).toEqual(['deriving', 'different', 'disputed'])
  })

  it('lets go of what is no duty any more, in memory and in the journal, but not of open disputes', async () => {
    const chain = await chainOf('wrong-balance')
    const l1 = new RollupOnL1(chain, 2)
    const journal = new MemoryJournal()
    const witnesses = [nodeOf(chain)]
    const disputes = new Games()
    const wrong = Math.ceil(WRONG_BLOCK / 2)
    await range(l1, { disputes, journal, witnesses }, disputed)
    const indices = async () =>
      (await journal.all()).map(({ duty }) => duty.stateBatchIndex).sort((a, b) => a - b)
    expect(await indices()).toContain(1)
    expect(await indices()).toContain(wrong)
    const end = new AbortController()
    const nothing = {
      duties: async () => [],
      changed: async () => {
        end.abort()
      },
    }
    const { service } = await range(
      l1,
      { disputes, journal, witnesses, duties: nothing },
      () => false,
      end,
    )
    expect(await indices()).toEqual([wrong])
    expect(service.status().disputes).toMatchObject([{ stage: 'open' }])
  })
})
