import { asAddress, asHash, type BlockHeader, type Hex, type Receipt, toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StorageCorruptError, UnstorableValueError } from '../../src/index.ts'
import { encodeReceipts } from '../../src/receipt/encodeReceipts.ts'
import { StoredReceipts } from '../../src/receipt/StoredReceipts.ts'
import { batchRecord } from '../../src/record/batchRecord.ts'
import { bodyRecord } from '../../src/record/bodyRecord.ts'
import { headerRecord } from '../../src/record/headerRecord.ts'
import { headsRecord } from '../../src/record/headsRecord.ts'
import { poolRecord } from '../../src/record/poolRecord.ts'
import { RecordReader } from '../../src/record/RecordReader.ts'
import { RecordWriter } from '../../src/record/RecordWriter.ts'
import { makeBatch } from '../chain/makeBatch.ts'
import { makeBlock } from '../chain/makeBlock.ts'
import { makeGenesis } from '../chain/makeGenesis.ts'

const seed = 20_260_101
const fixedBytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const hash = fixedBytes(32).map((bytes) => asHash<never>(toHex(bytes)))
const address = fixedBytes(20).map((bytes) => asAddress(toHex(bytes)))
const hex = fc.uint8Array({ maxLength: 70 }).map(toHex)
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  fc.constantFrom(0n, 1n, 0xffn, 0x100n, 0xffff_ffffn, 0x1_0000_0000n),
  fc.constantFrom(2n ** 48n - 1n, 2n ** 48n, 2n ** 53n, 2n ** 64n),
)
const count = fc.oneof(
  fc.nat(),
  fc.constantFrom(0, 127, 128, 16_383, 16_384, 2 ** 32, Number.MAX_SAFE_INTEGER),
)
/** From no bit set to nearly all. */
const bloom: fc.Arbitrary<Hex> = fc
  .oneof(
    fc.constant([]),
    fc.array(fc.nat(2047), { minLength: 1, maxLength: 120 }),
    fc.array(fc.nat(2047), { minLength: 200, maxLength: 1500 }),
  )
  .map((positions) => {
    const bytes = new Uint8Array(256)
    for (const at of positions) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7))
    return toHex(bytes)
  })

const header: fc.Arbitrary<BlockHeader> = fc.record({
  parentHash: hash,
  coinbase: address,
  stateRoot: hash,
  transactionsRoot: hash,
  receiptsRoot: hash,
  logsBloom: bloom,
  number: count,
  gasLimit: amount,
  gasUsed: amount,
  timestamp: count,
  extraData: hex,
  prevRandao: hash,
  baseFeePerGas: amount,
  withdrawalsRoot: hash,
})

const receipt: fc.Arbitrary<Receipt> = fc.record(
  {
    transactionHash: hash,
    type: fc.constantFrom(0, 1, 2, 4, 0x7e),
    status: fc.constantFrom(0 as const, 1 as const),
    from: address,
    to: fc.option(address),
    contractAddress: fc.option(address),
    gasUsed: amount,
    cumulativeGasUsed: amount,
    effectiveGasPrice: amount,
    logs: fc.array(fc.record({ address, topics: fc.array(hash, { maxLength: 4 }), data: hex }), {
      maxLength: 4,
    }),
    logsBloom: bloom,
    l1Fee: amount,
    taxPaid: amount,
    charterVersion: amount,
    inclusion: fc.constantFrom('sequenced' as const, 'deposit' as const),
    depositNonce: amount,
    denial: fc.record({ signer: address, opcode: fc.nat(255), self: address, depth: fc.nat(1024) }),
  },
  {
    requiredKeys: [
      'transactionHash',
      'type',
      'status',
      'from',
      'to',
      'contractAddress',
      'gasUsed',
      'cumulativeGasUsed',
      'effectiveGasPrice',
      'logs',
      'logsBloom',
      'l1Fee',
      'taxPaid',
      'charterVersion',
      'inclusion',
    ],
  },
)

describe('the records', () => {
  it('give back every header', () => {
    fc.assert(
      fc.property(header, (value) => {
        expect(headerRecord.decode(headerRecord.encode(value))).toEqual(value)
      }),
      { seed, numRuns: 500 },
    )
  })

  it('give back all receipts of a block, together and one by one', () => {
    fc.assert(
      fc.property(fc.array(receipt, { maxLength: 8 }), (values) => {
        const stored = new StoredReceipts(encodeReceipts(values))
        expect(stored.all()).toEqual(values)
        let logIndex = 0
        for (const [index, value] of values.entries()) {
          expect(stored.receipt(index)).toEqual(value)
          expect(stored.transactionHash(index)).toBe(value.transactionHash)
          expect(stored.firstLogIndex(index)).toBe(logIndex)
          logIndex += value.logs.length
        }
        expect(() => stored.receipt(values.length)).toThrow(RangeError)
      }),
      { seed, numRuns: 300 },
    )
  })

  it('give back every number and amount', () => {
    fc.assert(
      fc.property(fc.array(count), fc.array(amount), (numbers, amounts) => {
        const writer = new RecordWriter(7, 1)
        for (const value of numbers) writer.number(value)
        for (const value of amounts) writer.bigint(value)
        const reader = new RecordReader(writer.finish(), 7, 'numbers')
        expect(numbers.map(() => reader.number())).toEqual(numbers)
        expect(amounts.map(() => reader.bigint())).toEqual(amounts)
        reader.end()
      }),
      { seed, numRuns: 500 },
    )
  })

  it('give back block inputs, with deposits, unusable transactions and skips', () => {
    for (let blockSeed = 0; blockSeed < 20; blockSeed++) {
      const { input, skipped, outputRoot } = makeBlock({
        chainId: 5,
        parent: makeGenesis(5),
        seed: blockSeed,
        depositCount: blockSeed % 4,
        transactionCount: blockSeed % 7,
        skippedCount: blockSeed % 3,
      })
      const body = {
        input: { ...input, transactions: [...input.transactions, new Uint8Array()] },
        skipped,
        outputRoot,
      }
      expect(bodyRecord.decode(bodyRecord.encode(body))).toEqual(body)
    }
  })

  it('give back batches, heads and pool transactions', () => {
    const batch = makeBatch({ chainId: 5, batchIndex: 3, firstBlock: 7, blockCount: 2 }, 9)
    expect(batchRecord.decode(batchRecord.encode(batch))).toEqual(batch)
    const reference = (number: number) => ({ number, hash: makeGenesis(number + 1).hash })
    const heads = {
      heads: { unsafe: reference(300), safe: reference(20), finalized: reference(1) },
      rollBackCount: 5,
    }
    expect(headsRecord.decode(headsRecord.encode(heads))).toEqual(heads)
    const raw = Uint8Array.of(1, 2, 3)
    expect(poolRecord.decode(poolRecord.encode(2 ** 50, raw))).toEqual({ arrival: 2 ** 50, raw })
  })

  it('are refused when cut short, too long or of another format', () => {
    const encoded = headerRecord.encode(makeGenesis(5).header)
    for (let length = 0; length < encoded.length; length++) {
      expect(() => headerRecord.decode(encoded.slice(0, length))).toThrow(StorageCorruptError)
    }
    expect(() => headerRecord.decode(Uint8Array.of(...encoded, 0))).toThrow(StorageCorruptError)
    expect(() => headerRecord.decode(Uint8Array.of(99, ...encoded.slice(1)))).toThrow(
      StorageCorruptError,
    )
  })

  it('are not written from values that they could not give back', () => {
    const good = makeGenesis(5).header
    const bad: Partial<Record<keyof BlockHeader, unknown>>[] = [
      { parentHash: '0x1234' },
      { stateRoot: `0x${'zz'.repeat(32)}` },
      { extraData: '0x123' },
      { logsBloom: '0x00' },
      { number: -1 },
      { timestamp: 1.5 },
      { gasUsed: -1n },
      { baseFeePerGas: 2n ** 2048n },
    ]
    for (const fields of bad) {
      expect(() => headerRecord.encode({ ...good, ...fields } as BlockHeader)).toThrow(
        UnstorableValueError,
      )
    }
  })
})
