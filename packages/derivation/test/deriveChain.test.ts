import { encodePayload, fromHex, MAX_UVARINT, toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clampTimestamp,
  DerivationInputError,
  deriveBatch,
  deriveChain,
  sameBlockInput,
} from '../src/index.ts'
import { type ChainOnL1, chainOnL1, postChain } from './chainOnL1.ts'
import { naiveDerivation } from './naiveDerivation.ts'

const derive = ({ chainId, batches, queue, origins }: ChainOnL1) =>
  deriveChain(chainId, batches, queue, origins)

describe('derivation of any chain on L1', () => {
  test('gives what the specification says, by an implementation of its own', () => {
    let transactions = 0
    fc.assert(
      fc.property(chainOnL1, (chain) => {
        const blocks = derive(chain)
        transactions += blocks.reduce((sum, block) => sum + block.transactions.length, 0)
        expect(
          blocks.map((block) => ({
            number: BigInt(block.number),
            timestamp: BigInt(block.timestamp),
            originNumber: block.origin.number,
            coinbase: block.coinbase,
            feeScalar: block.feeScalar,
            depositHashes: block.deposits.map(({ hash }) => hash),
            transactions: block.transactions.map((transaction) => toHex(transaction)),
          })),
        ).toEqual(naiveDerivation(chain))
      }),
      { seed: 1, numRuns: 3_000 },
    )
    // The chains are not all of empty blocks.
    expect(transactions).toBeGreaterThan(3_000)
  })

  test('gives the same blocks twice, and one batch at a time', () => {
    fc.assert(
      fc.property(chainOnL1, (chain) => {
        const blocks = derive(chain)
        const again = derive(chain)
        expect(blocks.every((block, i) => sameBlockInput(block, again[i] as typeof block))).toBe(
          true,
        )
        let number = 0
        for (const batch of chain.batches) {
          const derived = deriveBatch({
            batch,
            queueElements: chain.queue.slice(batch.queueStart, batch.queueEnd),
            origin: chain.origins[batch.batchIndex] as (typeof chain.origins)[number],
            parentTimestamp: blocks[number - 1]?.timestamp ?? 0,
            parentNumber: number,
          })
          for (const block of derived) {
            expect(sameBlockInput(block, blocks[number++] as typeof block)).toBe(true)
          }
        }
        expect(number).toBe(blocks.length)
      }),
      { seed: 2, numRuns: 500 },
    )
  })

  test('keeps the invariants of numbers, timestamps and deposits', () => {
    fc.assert(
      fc.property(chainOnL1, (chain) => {
        const blocks = derive(chain)
        expect(blocks.length).toBe(chain.batches.reduce((sum, batch) => sum + batch.blockCount, 0))
        let parentTimestamp = 0
        for (const [index, { number, timestamp, origin, deposits }] of blocks.entries()) {
          expect(number).toBe(index + 1)
          expect(timestamp).toBeGreaterThanOrEqual(parentTimestamp)
          expect(timestamp).toBeGreaterThanOrEqual(origin.timestamp)
          expect(timestamp).toBeLessThanOrEqual(Math.max(parentTimestamp, origin.timestamp + 600))
          const isFirst = chain.batches.some(({ firstBlock }) => firstBlock === number)
          expect(deposits.length === 0 || isFirst).toBe(true)
          parentTimestamp = timestamp
        }
        expect(blocks.flatMap(({ deposits }) => deposits).length).toBe(chain.queue.length)
      }),
      { seed: 3, numRuns: 1_000 },
    )
  })
})

test("a first block's deposits take the place of its last inputs", () => {
  const crowd = { delta: 0n, transactions: Array<Uint8Array>(8_190).fill(new Uint8Array()) }
  const element = { data: new Uint8Array(), mint: 1n, isSystem: false }
  const chain = postChain(77, [
    {
      payload: encodePayload([crowd, crowd]),
      blockCount: 2,
      elements: [element, element],
      secondsSinceLastOrigin: 0,
    },
  ])
  const counts = derive(chain).map(({ transactions }) => transactions.length)
  expect(counts).toEqual([8_188, 8_190])
  expect(naiveDerivation(chain).map(({ transactions }) => transactions.length)).toEqual(counts)
})

describe('a timestamp', () => {
  test('is the parent and the delta where that is allowed', () => {
    expect(clampTimestamp(1_000, 5n, 900)).toBe(1_005)
    expect(clampTimestamp(1_000, 0n, 900)).toBe(1_000)
  })
  test('is not before the origin', () => expect(clampTimestamp(1_000, 5n, 1_100)).toBe(1_100))
  test('is at most 600 s after the origin', () => {
    expect(clampTimestamp(1_000, 600n, 1_000)).toBe(1_600)
    expect(clampTimestamp(1_000, 601n, 1_000)).toBe(1_600)
    expect(clampTimestamp(1_000, MAX_UVARINT, 1_000)).toBe(1_600)
  })
  test('stands still while the parent is ahead of all that', () => {
    expect(clampTimestamp(5_000, 7n, 1_000)).toBe(5_000)
  })
})

describe('arguments that do not belong together are refused', () => {
  const elements = [{ data: fromHex('0x01'), mint: 1n, isSystem: true }]
  const payload = encodePayload([{ delta: 3n, transactions: [fromHex('0xaa')] }])
  const plan = { payload, blockCount: 2, elements, secondsSinceLastOrigin: 12 }
  const chain = postChain(77, [plan, { ...plan, elements: [] }])
  const [first, second] = chain.batches as [
    ChainOnL1['batches'][number],
    ChainOnL1['batches'][number],
  ]
  const origin = chain.origins[0] as (typeof chain.origins)[number]
  const element = chain.queue[0] as (typeof chain.queue)[number]
  const sources = {
    batch: first,
    queueElements: [element],
    origin,
    parentTimestamp: 0,
    parentNumber: 0,
  }

  function inputOf(run: () => unknown): string {
    try {
      run()
    } catch (error) {
      if (error instanceof DerivationInputError) return error.input
      throw error
    }
    return 'accepted'
  }

  test('and those that do are not', () => {
    expect(inputOf(() => deriveBatch(sources))).toBe('accepted')
    expect(inputOf(() => derive(chain))).toBe('accepted')
  })

  test.each([
    ['another parent', { parentNumber: 1 }, 'first block'],
    ['another origin', { origin: { ...origin, number: 9 } }, 'origin'],
    ['an origin of another fork', { origin: { ...origin, hash: second.originHash } }, 'origin'],
    ['another payload', { batch: { ...first, payload: fromHex('0x01') } }, 'payload hash'],
    ['an element missing', { queueElements: [] }, 'queue elements'],
    ['an element too many', { queueElements: [element, element] }, 'queue elements'],
    [
      'an element of another place',
      { queueElements: [{ ...element, queueIndex: 1 }] },
      'queue elements',
    ],
    [
      'an element of another chain',
      { queueElements: [{ ...element, chainId: 78 }] },
      'queue elements',
    ],
    [
      'an element of another fork',
      { queueElements: [{ ...element, queueHashAfter: first.queueHashStart }] },
      'queue hash',
    ],
  ] as const)('deriveBatch: %s', (_, change, input) => {
    expect(inputOf(() => deriveBatch({ ...sources, ...change }))).toBe(input)
  })

  test.each([
    ['another chain', { chainId: 78 }, 'chain id'],
    ['a batch missing', { batches: [second] }, 'previous batch hash'],
    ['a batch with a changed field', { batches: [{ ...first, blockCount: 3 }] }, 'batch hash'],
    ['an origin missing', { origins: [] }, 'origin'],
    ['the queue missing', { queue: [] }, 'queue elements'],
  ] as const)('deriveChain: %s', (_, change, input) => {
    expect(inputOf(() => derive({ ...chain, ...change }))).toBe(input)
  })
})

describe('sameBlockInput', () => {
  const elements = [{ data: fromHex('0x01'), mint: 1n, isSystem: true }]
  const payload = encodePayload([{ delta: 3n, transactions: [fromHex('0xaa')] }])
  const plan = { payload, blockCount: 1, elements, secondsSinceLastOrigin: 12 }
  const [block] = derive(postChain(77, [plan])) as [ReturnType<typeof derive>[number]]
  const [deposit] = block.deposits as [(typeof block.deposits)[number]]
  const other = `0x${'99'.repeat(32)}`

  test('holds for a copy', () => {
    const copy = { ...block, transactions: [fromHex('0xaa')], origin: { ...block.origin } }
    expect(sameBlockInput(block, copy)).toBe(true)
  })

  test.each([
    ['chain id', { chainId: 78 }],
    ['number', { number: 2 }],
    ['timestamp', { timestamp: block.timestamp + 1 }],
    ['fee scalar', { feeScalar: 1n }],
    ['coinbase', { coinbase: deposit.from }],
    ['origin number', { origin: { ...block.origin, number: 1 } }],
    ['origin hash', { origin: { ...block.origin, hash: other as typeof block.origin.hash } }],
    ['origin timestamp', { origin: { ...block.origin, timestamp: 1 } }],
    [
      'origin randomness',
      { origin: { ...block.origin, prevRandao: other as typeof block.origin.prevRandao } },
    ],
    ['origin base fee', { origin: { ...block.origin, baseFeePerGas: 1n } }],
    ['count of deposits', { deposits: [] }],
    ['hash of a deposit', { deposits: [{ ...deposit, hash: other as typeof deposit.hash }] }],
    ['sender of a deposit', { deposits: [{ ...deposit, sender: deposit.to }] }],
    ['count of transactions', { transactions: [] }],
    ['bytes of a transaction', { transactions: [fromHex('0xab')] }],
    ['length of a transaction', { transactions: [fromHex('0xaaaa')] }],
  ] as const)('does not hold when the %s differs', (_, change) => {
    expect(sameBlockInput(block, { ...block, ...change })).toBe(false)
  })
})
