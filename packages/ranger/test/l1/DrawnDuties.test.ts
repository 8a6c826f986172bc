import type { ChainEvents, L1Block, StateBatchAppended } from '@mvm/l1'
import { type Address, asAddress, asHash } from '@mvm/protocol'
import { beforeEach, expect, it } from 'vitest'
import { DrawnDuties, RollupArchive } from '../../src/index.ts'

const CHAIN_ID = 77
const [anna, ben] = ['aa', 'bb'].map((byte) => asAddress(`0x${byte.repeat(20)}`)) as [
  Address,
  Address,
]
/** Epoch 2 begins with L1 block 25. */
const clock = { deploymentBlock: 5, epochLength: 10 }
const NOTHING: ChainEvents = { batches: [], queueElements: [], stateBatches: [], deletions: [] }

let archive: RollupArchive
/** What L1 would say now, and how often it was asked. */
let checkers: Address[][] | null
let questions: number

beforeEach(() => {
  archive = new RollupArchive(100)
  checkers = [[anna]]
  questions = 0
  mine(6, 6, { stateBatches: [stateBatch(0, 0)] })
  // In epoch 0: drawn from the seed of epoch 2.
  mine(8, 8, { stateBatches: [stateBatch(1, 8)] })
})

function l1Block(number: number, fork: number): L1Block {
  return {
    number,
    hash: asHash(`0x${fork}${number.toString(16).padStart(63, '0')}`),
    timestamp: number,
  } as L1Block
}

function stateBatch(stateBatchIndex: number, l1BlockNumber: number): StateBatchAppended {
  return {
    ...{ chainId: CHAIN_ID, stateBatchIndex, firstBlock: stateBatchIndex, rootCount: 1 },
    merkleRoot: asHash(`0x${`${stateBatchIndex}`.padStart(64, '0')}`),
    appendedAtTimestamp: l1BlockNumber,
    l1BlockNumber,
  } as StateBatchAppended
}

/** Mines blocks; with a fork, instead of those that were there. */
function mine(from: number, to: number, events: Partial<ChainEvents> = {}, fork = 0): void {
  const isFirst = archive.headNumber === 0
  const creation = { chainId: CHAIN_ID, slug: 'acme', profile: 'dev', l1BlockNumber: from }
  const fields = {
    blocks: Array.from({ length: to - from + 1 }, (_, i) => l1Block(from + i, fork)),
    ...{ safeNumber: null, finalizedNumber: null },
    events: {
      created: isFirst ? [creation as never] : [],
      byChainId: new Map([[CHAIN_ID, { ...NOTHING, ...events }]]),
    },
  }
  if (fork === 0) archive.apply({ kind: 'advanced', ...fields })
  else archive.apply({ kind: 'reorganised', commonAncestorNumber: from - 1, ...fields })
}

const dutiesOf = (account: Address) =>
  new DrawnDuties(archive, {
    ...{ account, clock, segmentBlocks: 16 },
    read: async () => {
      questions += 1
      return checkers
    },
  })
const indices = async (duties: DrawnDuties) =>
  (await duties.duties()).map(({ stateBatchIndex }) => stateBatchIndex)

it('are none before the epoch of the draw, even where its seed seems to be known', async () => {
  const duties = dutiesOf(anna)
  mine(9, 24)
  expect(await indices(duties)).toEqual([])
  // The seed was recorded otherwise in the end.
  checkers = [[ben]]
  mine(25, 25)
  expect(await indices(duties)).toEqual([])
  expect(await indices(dutiesOf(ben))).toEqual([1])
})

it('are read once from the epoch’s first L1 block on', async () => {
  const duties = dutiesOf(anna)
  mine(9, 25)
  expect(await indices(duties)).toEqual([1])
  for (let number = 26; number < 300; number++) {
    mine(number, number)
    expect(await indices(duties)).toEqual([1])
  }
  // The epoch's first block is no longer kept meanwhile.
  expect(archive.blockHash(25)).toBeUndefined()
  expect(questions).toBe(1)
})

it('are read again when L1 takes back how the epoch began, and not for what came later', async () => {
  const duties = dutiesOf(anna)
  mine(9, 27)
  expect(await indices(duties)).toEqual([1])
  mine(26, 28, {}, 1)
  expect(await indices(duties)).toEqual([1])
  expect(questions).toBe(1)
  checkers = [[ben]]
  mine(23, 29, {}, 2)
  expect(await indices(duties)).toEqual([])
  expect(questions).toBe(2)
})

it('are asked for again where L1 does not know the draw yet, or goes back while it is asked', async () => {
  const duties = dutiesOf(anna)
  checkers = null
  mine(9, 25)
  expect(await indices(duties)).toEqual([])
  checkers = [[anna]]
  let isFirst = true
  const torn = new DrawnDuties(archive, {
    ...{ account: anna, clock, segmentBlocks: 16 },
    read: async () => {
      if (!isFirst) return [[ben]]
      isFirst = false
      mine(25, 26, {}, 1)
      return [[anna]]
    },
  })
  expect(await indices(torn)).toEqual([])
  expect(await indices(torn)).toEqual([])
  expect(isFirst).toBe(false)
  expect(await indices(duties)).toEqual([1])
})
