import { existsSync, readFileSync } from 'node:fs'
import {
  decodePayload,
  encodePayload,
  fromHex,
  MAX_BLOCK_INPUTS,
  MAX_PAYLOAD_SIZE,
  MAX_UVARINT,
  type PayloadBlock,
  payloadBlockSize,
  toHex,
  UnencodablePayloadError,
} from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

interface Vector {
  readonly name: string
  readonly payload: string
  readonly blockCount: number
  readonly deposits: number
  readonly blocks: readonly { readonly delta: bigint; readonly txs: readonly string[] }[]
}

// Beside the repository, as other fixtures: they are not part of it.
const VECTORS = new URL('../../../../../shared/fixtures/payload-v1.json', import.meta.url)
const hasVectors = existsSync(VECTORS)
if (!hasVectors) {
  console.warn('SKIPPED: the payload vectors are absent (../shared/fixtures/payload-v1.json)')
}

/** Reads `delta` from the source text: the largest is no exact number. */
function readVectors(): Vector[] {
  type WithSource = (
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ) => Vector[]
  return (JSON.parse as WithSource)(readFileSync(VECTORS, 'utf8'), (key, value, { source }) =>
    key === 'delta' && source !== undefined ? BigInt(source) : value,
  )
}

const arbitraryBlocks: fc.Arbitrary<PayloadBlock[]> = fc.array(
  fc.record({
    delta: fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, MAX_UVARINT)),
    transactions: fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }),
  }),
  { maxLength: 6 },
)

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!hasVectors)('the published vectors', () => {
  const vectors = hasVectors ? readVectors() : []

  test('are 140', () => expect(vectors.length).toBe(140))

  test.each(vectors)('"$name" decodes as published', (vector) => {
    const blocks = decodePayload(fromHex(vector.payload), vector.blockCount, vector.deposits)
    expect(
      blocks.map(({ delta, transactions }) => ({
        delta,
        txs: transactions.map((transaction) => toHex(transaction).slice(2)),
      })),
    ).toEqual(vector.blocks)
  })
})

describe('encoding', () => {
  test('and decoding gives the same blocks, in the size that was foretold', () => {
    fc.assert(
      fc.property(arbitraryBlocks, (blocks) => {
        const payload = encodePayload(blocks)
        expect(decodePayload(payload, blocks.length, 0)).toEqual(blocks)
        expect(payload.length).toBe(
          blocks.reduce((size, block) => size + payloadBlockSize(block), 1),
        )
      }),
      { seed: 1, numRuns: 1_000 },
    )
  })

  test('fills a payload to the last byte and not further', () => {
    const blocks = (length: number) => [{ delta: 0n, transactions: [new Uint8Array(length)] }]
    // version, block length (3 bytes), delta, transaction length (3 bytes)
    expect(encodePayload(blocks(MAX_PAYLOAD_SIZE - 8)).length).toBe(MAX_PAYLOAD_SIZE)
    expect(() => encodePayload(blocks(MAX_PAYLOAD_SIZE - 7))).toThrow(UnencodablePayloadError)
  })

  test('refuses a delta out of range and more inputs than a block may have', () => {
    const inputs = (count: number) => [
      { delta: 0n, transactions: Array<Uint8Array>(count).fill(new Uint8Array()) },
    ]
    expect(() => encodePayload([{ delta: -1n, transactions: [] }])).toThrow(UnencodablePayloadError)
    expect(() => encodePayload([{ delta: MAX_UVARINT + 1n, transactions: [] }])).toThrow(
      UnencodablePayloadError,
    )
    expect(() => encodePayload(inputs(MAX_BLOCK_INPUTS + 1))).toThrow(UnencodablePayloadError)
    expect(encodePayload(inputs(MAX_BLOCK_INPUTS)).length).toBe(1 + 2 + 1 + MAX_BLOCK_INPUTS)
  })
})

describe('decoding', () => {
  test('gives exactly blockCount blocks for any bytes, all transactions within the payload', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 64 }),
        (bytes, isVersionOne, blockCount, deposits) => {
          const payload = isVersionOne ? Uint8Array.of(1, ...bytes) : bytes
          const blocks = decodePayload(payload, blockCount, deposits)
          expect(blocks.length).toBe(blockCount)
          let end = 0
          for (const { delta, transactions } of blocks) {
            expect(delta >= 0n && delta <= MAX_UVARINT).toBe(true)
            for (const { byteOffset, length } of transactions) {
              expect(byteOffset - payload.byteOffset).toBeGreaterThan(end)
              end = byteOffset - payload.byteOffset + length
              expect(end).toBeLessThanOrEqual(payload.length)
            }
          }
        },
      ),
      { seed: 2, numRuns: 2_000 },
    )
  })

  test("drops a block's inputs beyond 8,190, deposits of the first block included", () => {
    // Two blocks of 9,000 empty transactions each: length 9,001 is a9 46.
    const block = [0xa9, 0x46, 0, ...Array<number>(9_000).fill(0)]
    const payload = Uint8Array.from([1, ...block, ...block])
    const counts = (deposits: number) =>
      decodePayload(payload, 2, deposits).map(({ transactions }) => transactions.length)
    expect(counts(0)).toEqual([8_190, 8_190])
    expect(counts(1)).toEqual([8_189, 8_190])
    expect(counts(64)).toEqual([8_126, 8_190])
  })
})
