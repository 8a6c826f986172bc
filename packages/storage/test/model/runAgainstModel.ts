import {
  type Address,
  asAddress,
  asHash,
  keccak256Hex,
  type TransactionBatch,
  type TransactionHash,
} from '@mvm/protocol'
import type { AppendedBlock, BlockReference, ChainChange, PoolTransaction } from '@mvm/storage'
import { StorageUnit } from '@mvm/storage'
import fc from 'fast-check'
import { expect } from 'vitest'
import { makeBatch } from '../chain/makeBatch.ts'
import { makeBlock } from '../chain/makeBlock.ts'
import { chainId, genesis } from '../chain/openUnit.ts'
import { ChainModel } from './ChainModel.ts'
import { expectSame } from './expectSame.ts'

function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 })
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

/** A step, in terms that make sense of any state; what it comes to is worked out when it is its turn. */
export const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      /** How many blocks to take back; may be more than there are. */
      depth: sometimes(fc.nat(4)),
      appendCount: fc.nat(5),
      /** Appends blocks that were taken back earlier where there are some. */
      isReturn: fc.boolean(),
      /** Appends to some older block than the head. */
      isMisplaced: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      safe: sometimes(fc.nat(110).map((percent) => percent / 100)),
      finalized: rarely(fc.nat(90).map((percent) => percent / 100)),
      batchBlocks: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
      batchesBack: sometimes(fc.nat(3)),
      isLastBatchReplaced: fc.boolean(),
      cursor: sometimes(fc.option(fc.nat(1000))),
      poolPut: fc.array(fc.nat(15), { maxLength: 3 }),
      poolRemove: fc.array(fc.nat(15), { maxLength: 3 }),
      records: fc.array(fc.tuple(fc.constantFrom('a', 'ab', 'b/1', ''), fc.option(fc.nat(255)))),
      seed: fc.nat(1_000_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pool' as const),
      /** Each a call of its own, all at once. */
      calls: fc.array(fc.tuple(fc.boolean(), fc.array(fc.nat(15), { maxLength: 3 })), {
        maxLength: 4,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type CommitStep = Extract<Step, { kind: 'commit' }>

const logAddresses: readonly Address[] = [1, 2, 3].map((n) =>
  asAddress(keccak256Hex(Uint8Array.of(n)).slice(0, 42)),
)

/** What came of the steps, so that a test can see that it has tested something. */
export interface ModelTally {
  commits: number
  refusals: number
  rollBacks: number
  returns: number
  prunedBlocks: number
}

/** Does the steps in a new storage unit in `folder` and in the model, and compares the two after each. */
export async function runAgainstModel(
  folder: string,
  steps: readonly Step[],
  tally: ModelTally,
): Promise<void> {
  const model = new ChainModel()
  const open = () => StorageUnit.open(folder, { chainId, genesis, stateCacheBytes: 2000 })
  let unit = await open()
  try {
    for (const each of steps) {
      if (each.kind === 'reopen') {
        await unit.close()
        unit = await open()
      } else if (each.kind === 'pool') {
        await Promise.all(
          each.calls.map(([isPut, ids]) => {
            const transactions = ids.map(poolTransaction)
            if (isPut) {
              model.putPool(transactions)
              return unit.putPoolTransactions(transactions)
            }
            for (const { hash } of transactions) model.pool.delete(hash)
            return unit.removePoolTransactions(transactions.map(({ hash }) => hash))
          }),
        )
      } else {
        await commitBoth(unit, model, each, tally)
      }
      await expectSame(unit, model)
    }
    tally.prunedBlocks += [...model.known.values()].filter(
      ({ header, hash }) => model.chain[header.number]?.hash !== hash && !model.abandoned.has(hash),
    ).length
  } finally {
    await unit.close()
  }
}

async function commitBoth(
  unit: StorageUnit,
  model: ChainModel,
  { kind: _, ...wanted }: CommitStep,
  tally: ModelTally,
): Promise<void> {
  const change = changeFor(model, wanted)
  const abandonedBefore = new Set(model.abandoned)
  const lengthBefore = model.chain.length
  const refusal = model.commit(change)
  if (refusal === undefined) {
    await unit.commit(change)
    tally.commits++
    if ((change.rollBackTo ?? lengthBefore) < lengthBefore - 1) tally.rollBacks++
    if (change.blocks?.some(({ hash }) => abandonedBefore.has(hash))) tally.returns++
  } else {
    await expect(unit.commit(change)).rejects.toMatchObject({ name: refusal })
    tally.refusals++
  }
}

function changeFor(model: ChainModel, wanted: Omit<CommitStep, 'kind'>): ChainChange {
  const { depth, safe, finalized, cursor } = wanted
  const headNumber = model.chain.length - 1
  const base = headNumber - (depth ?? 0)
  const blocks = blocksFor(model, wanted, base)
  const length = Math.max(0, base) + blocks.length
  const reference = (share: number): BlockReference => {
    const number = Math.floor(share * length)
    const appended = blocks.find(({ header }) => header.number === number)
    return { number, hash: appended?.hash ?? model.chain[number]?.hash ?? genesis.hash }
  }
  return {
    ...(depth === undefined ? {} : { rollBackTo: base }),
    blocks,
    heads: {
      ...(safe === undefined ? {} : { safe: reference(safe) }),
      ...(finalized === undefined ? {} : { finalized: reference(finalized) }),
    },
    batches: batchesFor(model, wanted),
    ...(cursor === undefined
      ? {}
      : {
          l1Cursor:
            cursor === null
              ? null
              : { l1BlockNumber: cursor, l1BlockHash: asHash<never>(genesis.hash) },
        }),
    pool: {
      put: wanted.poolPut.map(poolTransaction),
      remove: wanted.poolRemove.map((id) => poolTransaction(id).hash),
    },
    records: new Map(
      wanted.records.map(([name, value]) => [name, value === null ? null : Uint8Array.of(value)]),
    ),
  }
}

function blocksFor(
  model: ChainModel,
  { appendCount, isReturn, isMisplaced, seed }: Omit<CommitStep, 'kind'>,
  base: number,
): AppendedBlock[] {
  const blocks: AppendedBlock[] = []
  let parent = model.chain[isMisplaced ? base - 1 : base] ?? model.head
  for (let i = 0; i < appendCount; i++) {
    const earlier = [...model.known.values()].find(
      ({ header, hash }) => header.parentHash === parent.hash && model.abandoned.has(hash),
    )
    const block =
      isReturn && earlier?.changes !== undefined
        ? (earlier as AppendedBlock)
        : makeBlock({
            chainId,
            parent,
            seed: seed + i,
            depositCount: seed % 2,
            transactionCount: seed % 3,
            skippedCount: seed % 5 === 0 ? 1 : 0,
            logAddresses: logAddresses.slice(0, seed % 4),
            nodeCount: 2,
          })
    blocks.push(block)
    parent = block
  }
  return blocks
}

/** Batches one behind the other, as the CTC accepts them. */
function batchesFor(
  model: ChainModel,
  { batchBlocks, batchesBack, isLastBatchReplaced, seed }: Omit<CommitStep, 'kind'>,
): NonNullable<ChainChange['batches']> {
  const count = model.batches.size
  const kept = Math.max(0, count - (batchesBack ?? 0))
  const put: TransactionBatch[] = []
  let batchIndex = isLastBatchReplaced && kept > 0 && batchBlocks.length > 0 ? kept - 1 : kept
  let last = model.batches.get(batchIndex - 1)
  for (const blockCount of batchBlocks) {
    const firstBlock = last === undefined ? 1 : last.firstBlock + last.blockCount
    last = makeBatch({ chainId, batchIndex, firstBlock, blockCount }, seed + batchIndex)
    put.push(last)
    batchIndex++
  }
  return { ...(batchesBack === undefined ? {} : { removeFrom: kept }), put }
}

function poolTransaction(id: number): PoolTransaction {
  const raw = Uint8Array.of(id)
  return { hash: asHash<TransactionHash>(keccak256Hex(raw)), raw }
}
