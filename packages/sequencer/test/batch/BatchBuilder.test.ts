import { deriveBatch } from '@mvm/derivation'
import {
  type BlockInput,
  encodePayload,
  initialBatchHash,
  MAX_PAYLOAD_SIZE,
  type TransactionBatch,
  UnencodablePayloadError,
} from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BatchBuilder } from '../../src/batch/BatchBuilder.ts'
import type { ClosedBatch } from '../../src/batch/ClosedBatch.ts'
import { openBatch } from '../../src/batch/openBatch.ts'
import type { RollupRules } from '../../src/batch/RollupRules.ts'
import type { BatchTip } from '../../src/port/L1ViewPort.ts'
import { rederiveBlockInput } from '../../src/sealing/rederiveBlockInput.ts'
import { chainId } from '../pool/examinedTransaction.ts'
import { l1Block, queueOf } from './l1Fixture.ts'

const rules: RollupRules = { forcedInclusionDelay: 15, maxOriginAge: 200, blocksPerL1Block: 2 }

const noTip: BatchTip = {
  batchHash: initialBatchHash(chainId),
  nextBlock: 1,
  queueEnd: 0,
  queueHashEnd: `0x${'00'.repeat(32)}` as BatchTip['queueHashEnd'],
  originNumber: 100,
  feeScalar: 10n ** 8n,
}

function newBuilder(elementCount: number, originNumber: number, parentTimestamp: number) {
  const queue = queueOf(Array.from({ length: elementCount }, () => ({ l1BlockNumber: 100 })))
  const opening = openBatch(chainId, noTip, l1Block(originNumber), {
    queueLength: queue.length,
    queueElements: (start, end) => queue.slice(start, end),
  })
  if (opening === undefined) throw new Error('no opening')
  return new BatchBuilder(opening, parentTimestamp, rules)
}

function onL1(batch: ClosedBatch): TransactionBatch {
  return {
    ...batch,
    batchIndex: 0,
    isForced: false,
    l1BlockNumber: 0,
    l1BlockHash: batch.originHash,
    l1TransactionHash: `0x${'00'.repeat(32)}` as TransactionBatch['l1TransactionHash'],
    sequencer: batch.producer,
  }
}

const block = fc.record({
  secondsLater: fc.oneof(fc.integer({ min: -5, max: 900 }), fc.integer({ min: 0, max: 3 })),
  sizes: fc.array(
    fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(127, 128, 16_383, 16_384, 61_440)),
    { maxLength: 6 },
  ),
})

test('derivation makes exactly the sealed blocks of a closed batch, and the room is exact to the byte', () => {
  let refusals = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 100, max: 104 }),
      fc.constantFrom(0, 1_700_001_199, 1_700_001_200, 1_700_001_248, 1_700_009_000),
      fc.array(block, { minLength: 1, maxLength: 12 }),
      (elementCount, originNumber, parentTimestamp, blocks) => {
        const builder = newBuilder(elementCount, originNumber, parentTimestamp)
        const origin = l1Block(originNumber)
        const sealed: BlockInput[] = []
        const payload: { delta: bigint; transactions: Uint8Array[] }[] = []
        let now = Math.max(parentTimestamp, origin.timestamp)
        for (const { secondsLater, sizes } of blocks) {
          if (builder.blocksLeft === 0) break
          now += secondsLater
          const template = builder.template(now)
          const parent = sealed.at(-1)?.timestamp ?? parentTimestamp
          const delta = BigInt(template.timestamp - parent)
          const room = builder.room(template)
          if (!room.isUsable) break
          const transactions: Uint8Array[] = []
          for (const size of sizes) {
            const transaction = new Uint8Array(size).fill(size % 251)
            const isTaken = room.take(size)
            const tried = [...payload, { delta, transactions: [...transactions, transaction] }]
            if (isTaken) {
              expect(() => encodePayload(tried)).not.toThrow()
              transactions.push(transaction)
            } else {
              refusals++
              expect(() => encodePayload(tried)).toThrow(UnencodablePayloadError)
            }
          }
          builder.append({ number: template.number, timestamp: template.timestamp, transactions })
          sealed.push({ ...template, transactions })
          payload.push({ delta, transactions })
          const verified = rederiveBlockInput(
            { template, opening: builder.opening },
            parent,
            transactions,
          )
          expect(verified).toEqual(sealed.at(-1))
        }
        const closed = builder.close()
        expect(closed.payload.length).toBe(builder.payloadSize)
        expect(closed.payload.length).toBeLessThanOrEqual(MAX_PAYLOAD_SIZE)
        expect(closed.blockCount).toBe(sealed.length)
        expect(closed.blockCount).toBeLessThanOrEqual(1 + 2 * (originNumber - 100))
        const derived = deriveBatch({
          batch: onL1(closed),
          queueElements: builder.opening.queueElements,
          origin,
          parentTimestamp,
          parentNumber: 0,
        })
        expect(derived).toEqual(sealed)
      },
    ),
    { seed: 20_261_121, numRuns: 50 },
  )
  expect(refusals).toBeGreaterThan(5)
})

describe('a batch refuses', () => {
  const body = (number: number, timestamp: number, size = 0) => ({
    number,
    timestamp,
    transactions: size === 0 ? [] : [new Uint8Array(size)],
  })

  test('a block beyond its budget', () => {
    const builder = newBuilder(1, 100, 0)
    builder.append(body(1, 1_700_001_200))
    expect(() => builder.append(body(2, 1_700_001_200))).toThrow('0 more are allowed')
  })

  test('a block out of turn', () => {
    expect(() => newBuilder(1, 101, 0).append(body(2, 1_700_001_212))).toThrow(
      'its next block is 1',
    )
  })

  test('a timestamp that derivation would clamp', () => {
    expect(() => newBuilder(1, 101, 0).append(body(1, 1_700_001_211))).toThrow('timestamp')
    expect(() => newBuilder(1, 101, 0).append(body(1, 1_700_001_813))).toThrow('timestamp')
    expect(() => newBuilder(1, 101, 0).append(body(1, 1_700_001_812))).not.toThrow()
  })

  test('a payload above 64 KiB', () => {
    expect(() => newBuilder(1, 101, 0).append(body(1, 1_700_001_212, 65_530))).toThrow('payload')
  })
})

test('the first batch cannot be opened before the charter is in the queue', () => {
  const empty = { queueLength: 0, queueElements: () => [] }
  expect(openBatch(chainId, noTip, l1Block(100), empty)).toBeUndefined()
})
