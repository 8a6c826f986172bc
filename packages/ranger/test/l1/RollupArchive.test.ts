import type { ChainEvents, L1Block, RollupChange, StateBatchAppended } from '@mvm/l1'
import { asAddress, asHash, genesisOutputRoot, type OutputRoot } from '@mvm/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import {
  ArchiveClaimPort,
  type ArchiveSize,
  EverySegment,
  findDispute,
  OwnChains,
  RollupArchive,
} from '../../src/index.ts'

const asserter = asAddress(`0x${'aa'.repeat(20)}`)
const signal = new AbortController().signal

const NOTHING: ChainEvents = { batches: [], queueElements: [], stateBatches: [], deletions: [] }

/** Fork and number make a block's hash. */
function l1Block(number: number, fork = 0): L1Block {
  return {
    number,
    hash: asHash(`0x${fork}${number.toString(16).padStart(63, '0')}`),
    parentHash: asHash(`0x${'00'.repeat(32)}`),
    receiptsRoot: asHash(`0x${'00'.repeat(32)}`),
    logsBloom: '0x',
    timestamp: number,
    prevRandao: asHash(`0x${'00'.repeat(32)}`),
    baseFeePerGas: 1n,
  }
}

function stateBatch(
  stateBatchIndex: number,
  firstBlock: number,
  rootCount: number,
  l1BlockNumber: number,
): StateBatchAppended {
  return {
    chainId: CHAIN_ID,
    stateBatchIndex,
    firstBlock,
    rootCount,
    merkleRoot: asHash(`0x${`${stateBatchIndex}`.padStart(64, '0')}`),
    batchHash: asHash(`0x${'00'.repeat(32)}`),
    asserter,
    appendedAtTimestamp: l1BlockNumber,
    l1BlockNumber,
  }
}

function change(
  block: number,
  events: Partial<ChainEvents> = {},
  commonAncestorNumber?: number,
): RollupChange {
  const fields = {
    blocks: [l1Block(block)],
    latest: l1Block(block),
    safeNumber: null,
    finalizedNumber: null,
    events: { created: [], byChainId: new Map([[CHAIN_ID, { ...NOTHING, ...events }]]) },
  }
  return commonAncestorNumber === undefined
    ? { kind: 'advanced', ...fields }
    : { kind: 'reorganised', commonAncestorNumber, ...fields }
}

describe('RollupArchive', () => {
  let archive: RollupArchive
  let chain: RollupChain

  beforeEach(async () => {
    archive = new RollupArchive(100)
    chain = new RollupChain()
    await chain.batch([[], [], []], [{ from: asserter }])
    await chain.batch([[], []])
    await chain.block([])
    const creation = {
      chainId: CHAIN_ID,
      creator: asserter,
      slug: 'acme',
      profile: 'dev' as const,
      charterHash: asHash<never>(`0x${'00'.repeat(32)}`),
      l1BlockNumber: 9,
      l1BlockHash: l1Block(9).hash,
    }
    const first = change(9, { stateBatches: [stateBatch(0, 0, 1, 9)] })
    archive.apply({ ...first, events: { ...first.events, created: [creation] } })
    // Origins are L1 blocks 10, 11 and 12.
    for (const [index, { batch, queueElements }] of chain.sources.entries()) {
      archive.apply(change(10 + index, { batches: [], queueElements }))
      const posted = { ...batch, l1BlockNumber: 20 + index }
      archive.apply(change(20 + index, { batches: [posted] }))
    }
  })

  const spans = () =>
    archive
      .chain(CHAIN_ID)
      ?.stateBatches.map(({ stateBatchIndex, firstBlock }) => [stateBatchIndex, firstBlock])
  const held = (first: number, last: number) =>
    archive
      .chain(CHAIN_ID)
      ?.sources(first, last)
      ?.map(({ batch }) => batch.batchIndex)

  it('finds the batches that hold blocks, or none unless all are there', () => {
    expect(held(1, 3)).toEqual([0])
    expect(held(3, 4)).toEqual([0, 1])
    expect(held(2, 6)).toEqual([0, 1, 2])
    expect(held(6, 7)).toBeUndefined()
    const [source] = archive.chain(CHAIN_ID)?.sources(1, 1) ?? []
    expect(source?.queueElements).toHaveLength(1)
    expect(source?.origin.number).toBe(10)
  })

  it('knows which state batches live through deletions, new ones and reorganisations', () => {
    archive.apply(change(30, { stateBatches: [stateBatch(1, 1, 2, 30)] }))
    archive.apply(change(31, { stateBatches: [stateBatch(2, 3, 2, 31)] }))
    archive.apply(change(32, { stateBatches: [stateBatch(3, 5, 2, 32)] }))
    const deletion = { chainId: CHAIN_ID, stateBatchIndex: 2, firstBlock: 3, l1BlockNumber: 33 }
    // In one L1 block the deleted ones are replaced.
    archive.apply(change(33, { deletions: [deletion], stateBatches: [stateBatch(4, 3, 4, 33)] }))
    expect(spans()).toEqual([
      [0, 0],
      [1, 1],
      [4, 3],
    ])
    archive.apply(change(33, {}, 32))
    expect(spans()).toEqual([
      [0, 0],
      [1, 1],
      [2, 3],
      [3, 5],
    ])
    archive.apply(change(31, {}, 30))
    expect(spans()).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('forgets batches, elements and whole DACs that a reorganisation takes back', () => {
    archive.apply(change(21, {}, 20))
    expect(held(1, 3)).toEqual([0])
    expect(held(4, 4)).toBeUndefined()
    archive.apply(change(9, {}, 8))
    expect(archive.chainIds).toEqual([])
  })

  it('makes a duty of each segment of a state batch that lives, but not of genesis', async () => {
    archive.apply(change(30, { stateBatches: [stateBatch(1, 1, 130, 30)] }))
    const duties = await new EverySegment(archive).duties()
    expect(duties.map(({ firstBlock, lastBlock }) => [firstBlock, lastBlock])).toEqual([
      [1, 64],
      [65, 128],
      [129, 130],
    ])
    const longer = await new EverySegment(archive, 100).duties()
    expect(longer.map(({ firstBlock, lastBlock }) => [firstBlock, lastBlock])).toEqual([
      [1, 100],
      [101, 130],
    ])
  })

  it('tells the claim on a segment, its parent from the state batch before', async () => {
    archive.apply(change(30, { stateBatches: [stateBatch(1, 1, 4, 30)] }))
    archive.apply(change(31, { stateBatches: [stateBatch(2, 5, 2, 31)] }))
    const reads: number[] = []
    const claims = new ArchiveClaimPort(
      archive,
      async ({ stateBatchIndex, firstBlock, rootCount }) => {
        reads.push(stateBatchIndex)
        return Array.from({ length: rootCount }, (_, i) => chain.outputRoot(firstBlock + i))
      },
    )
    const merkleRootOf = (index: number) => stateBatch(index, 0, 0, 0).merkleRoot
    const duty = {
      ...{ chainId: CHAIN_ID, stateBatchIndex: 2, firstBlock: 5, lastBlock: 6 },
      merkleRoot: merkleRootOf(2),
    }
    const { sources, ...expected } = chain.claim(5, 6)
    expect(await claims.claim(duty, signal)).toMatchObject(expected)
    expect(sources.length).toBe(2)
    const first = {
      ...{ chainId: CHAIN_ID, stateBatchIndex: 1, firstBlock: 1, lastBlock: 4 },
      merkleRoot: merkleRootOf(1),
    }
    expect((await claims.claim(first, signal))?.parentRoot).toBe(genesisOutputRoot(CHAIN_ID))
    const roots = await claims.assertedRoots(CHAIN_ID, 5, signal)
    expect(roots.map(({ blockNumber, stateBatchIndex }) => [blockNumber, stateBatchIndex])).toEqual(
      [
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 1],
        [5, 2],
      ],
    )
    expect(roots.at(-1)?.root).toBe(chain.outputRoot(5))
    expect(reads.sort()).toEqual([1, 2])
    for (const gone of [
      { ...duty, stateBatchIndex: 3 },
      { ...duty, chainId: 1 },
    ]) {
      expect(await claims.claim(gone, signal)).toBeNull()
    }
  })

  it('says when a batch names an L1 block that is not kept', () => {
    const [source] = chain.sources
    if (source === undefined) throw new Error('there is no batch')
    const late = { ...source.batch, originNumber: 15 }
    expect(() => archive.apply(change(40, { batches: [late] }))).toThrow('15')
  })

  it('wakes who waits at the next change, and nobody twice', async () => {
    const waiting = archive.changed(signal)
    archive.apply(change(50))
    await waiting
    await expect(archive.changed(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  })

  it('reads each root as what it is', async () => {
    archive.apply(change(30, { stateBatches: [stateBatch(1, 1, 2, 30)] }))
    const read = async () => [1, 2].map((number) => chain.outputRoot(number)) as OutputRoot[]
    const held = await new ArchiveClaimPort(archive, read).stateBatchOf(CHAIN_ID, 2, signal)
    expect(held?.roots[1]).toBe(chain.outputRoot(2))
    expect(await new ArchiveClaimPort(archive, read).stateBatchOf(CHAIN_ID, 9, signal)).toBeNull()
  })
})

describe('RollupArchive over months', () => {
  const KEPT_BLOCKS = 50
  const WINDOW_S = 30
  const creation = {
    chainId: CHAIN_ID,
    creator: asserter,
    slug: 'acme',
    profile: 'dev' as const,
    charterHash: asHash<never>(`0x${'00'.repeat(32)}`),
    l1BlockNumber: 9,
    l1BlockHash: l1Block(9).hash,
  }

  /** A batch with one element every second L1 block, and a state batch on it in the next one. */
  async function grow(
    archive: RollupArchive,
    batches: number,
    onBatch: (size: ArchiveSize) => void = () => undefined,
  ): Promise<RollupChain> {
    const chain = new RollupChain()
    const first = change(9, { stateBatches: [stateBatch(0, 0, 1, 9)] })
    archive.apply({ ...first, events: { ...first.events, created: [creation] } })
    archive.apply(change(10))
    for (let index = 0; index < batches; index++) {
      await chain.batch([[], []], [{ from: asserter }])
      const source = chain.sources.at(-1)
      if (source === undefined) throw new Error('there is no batch')
      const l1BlockNumber = 11 + 2 * index
      const { batch, queueElements } = source
      const posted = { ...batch, originNumber: l1BlockNumber - 1, l1BlockNumber }
      const elements = queueElements.map((element) => ({ ...element, l1BlockNumber }))
      archive.apply(change(l1BlockNumber, { queueElements: elements, batches: [posted] }))
      const asserted = stateBatch(index + 1, 1 + 2 * index, 2, l1BlockNumber + 1)
      archive.apply(change(l1BlockNumber + 1, { stateBatches: [asserted] }))
      const size = archive.chain(CHAIN_ID)?.size
      if (size !== undefined) onBatch(size)
    }
    return chain
  }

  it('keeps what can be disputed, and does not grow', async () => {
    const archive = new RollupArchive(KEPT_BLOCKS, () => WINDOW_S)
    const most = { queueElements: 0, batches: 0, stateBatches: 0 }
    const chain = await grow(archive, 600, (size) => {
      for (const key of ['queueElements', 'batches', 'stateBatches'] as const) {
        most[key] = Math.max(most[key], size[key])
      }
    })
    // One every two L1 blocks, for as long as a reorganisation reaches and the window lasts.
    const bound = (KEPT_BLOCKS + WINDOW_S) / 2 + 3
    for (const count of Object.values(most)) expect(count).toBeLessThanOrEqual(bound)
    expect(most.batches).toBeGreaterThan(WINDOW_S / 2)

    const duties = await new EverySegment(archive).duties()
    expect(duties.length).toBeLessThanOrEqual(bound)
    expect(duties.at(-1)?.stateBatchIndex).toBe(600)
    const claims = new ArchiveClaimPort(archive, async ({ firstBlock, rootCount }) =>
      Array.from({ length: rootCount }, (_, i) => chain.outputRoot(firstBlock + i)),
    )
    // The oldest one's parent is in a state batch that is none's duty any more.
    for (const duty of [duties[0], duties.at(-1)]) {
      if (duty === undefined) throw new Error('there are no duties')
      const { sources: _, ...claim } = chain.claim(duty.firstBlock, duty.lastBlock)
      const told = await claims.claim(duty, signal)
      expect(told).toMatchObject(claim)
      expect(told?.sources[0]?.queueElements).toEqual([
        expect.objectContaining({ queueIndex: duty.stateBatchIndex - 1 }),
      ])
    }
    const asserted = await claims.assertedRoots(CHAIN_ID, chain.headNumber, signal)
    expect(asserted[0]?.blockNumber).toBe(duties[0]?.firstBlock)
    expect(archive.chain(CHAIN_ID)?.sources(1, 2)).toBeNull()
  })

  it('keeps everything while windows are long, and what a reorganisation may bring back', async () => {
    const archive = new RollupArchive(KEPT_BLOCKS, () => 100_000)
    await grow(archive, 100)
    expect(archive.chain(CHAIN_ID)?.size).toMatchObject({ batches: 100, stateBatches: 101 })
    const short = new RollupArchive(KEPT_BLOCKS, () => 0)
    await grow(short, 100)
    const head = short.headNumber
    short.apply(change(head - KEPT_BLOCKS + 3, {}, head - KEPT_BLOCKS + 2))
    expect(short.chain(CHAIN_ID)?.stateBatches.length).toBeGreaterThan(0)
  })

  it('asks L1 again for batches that it has forgotten', async () => {
    const archive = new RollupArchive(KEPT_BLOCKS, () => WINDOW_S)
    const chain = await grow(archive, 100)
    const asked: (readonly [number, number])[] = []
    const claims = new ArchiveClaimPort(
      archive,
      async () => [],
      async function* (_chainId, from, to) {
        asked.push([from, to])
        yield* chain.claim(from, to).sources
      },
    )
    const indices = async (from: number, to: number) => {
      const batches: number[] = []
      for await (const { batch } of claims.batches(CHAIN_ID, from, to, signal)) {
        batches.push(batch.batchIndex)
      }
      return batches
    }
    expect(await indices(3, 8)).toEqual([1, 2, 3])
    expect(await indices(197, 200)).toEqual([98, 99])
    expect(asked).toEqual([[3, 8]])
    const roots = async () => (await findDispute(CHAIN_ID, 200, l1, chains, signal)) === null
    const l1 = {
      assertedRoots: async () => [
        { blockNumber: 199, stateBatchIndex: 100, root: chain.outputRoot(199) },
        { blockNumber: 200, stateBatchIndex: 100, root: chain.outputRoot(200) },
      ],
    }
    const chains = new OwnChains(claims)
    expect(await roots()).toBe(true)
    const own = await chains.upTo(CHAIN_ID, 200, signal)
    expect(own.outputRoot(10)).toBe(chain.outputRoot(10))
  })

  it('knows what disputes have deleted, and forgets that with the L1 block that said it', async () => {
    const archive = new RollupArchive(KEPT_BLOCKS, () => 100_000)
    await grow(archive, 4)
    const head = archive.headNumber
    const deletion = {
      chainId: CHAIN_ID,
      stateBatchIndex: 3,
      firstBlock: 5,
      l1BlockNumber: head + 1,
    }
    archive.apply(change(head + 1, { deletions: [deletion] }))
    archive.apply(change(head + 2, { stateBatches: [stateBatch(5, 5, 2, head + 2)] }))
    const deleted = () =>
      [1, 2, 3, 4, 5].filter((index) => archive.chain(CHAIN_ID)?.isDeleted(index))
    expect(deleted()).toEqual([3, 4])
    archive.apply(change(head + 1, {}, head))
    expect(deleted()).toEqual([])
  })
})
