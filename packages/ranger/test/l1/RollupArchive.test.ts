import type { ChainEvents, L1Block, RollupChange, StateBatchAppended } from '@mvm/l1'
import { asAddress, asHash, genesisOutputRoot, type OutputRoot } from '@mvm/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { ArchiveClaimPort, EverySegment, RollupArchive } from '../../src/index.ts'

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
    const drawn = new EverySegment(archive, (_, segment) => segment === 1)
    expect((await drawn.duties()).map(({ firstBlock }) => firstBlock)).toEqual([65])
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
