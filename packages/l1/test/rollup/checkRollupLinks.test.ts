import {
  asAddress,
  asHash,
  type BatchHash,
  batchHash,
  EMPTY_QUEUE_HASH,
  elementHash,
  type Hash,
  initialBatchHash,
  nextQueueHash,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { L1DataMismatchError } from '../../src/index.ts'
import { checkRollupLinks } from '../../src/rollup/checkRollupLinks.ts'

const chainId = 5_000_000_000
const address = asAddress(`0x${'ab'.repeat(20)}`)

function word<H extends Hash>(byte: number): H {
  return asHash<H>(`0x${byte.toString(16).padStart(2, '0').repeat(32)}`)
}

function queueOf(count: number): QueueElement[] {
  const elements: QueueElement[] = []
  for (let queueIndex = 0; queueIndex < count; queueIndex++) {
    const element = {
      chainId,
      queueIndex,
      from: address,
      sender: address,
      to: address,
      mint: BigInt(queueIndex),
      value: 2n,
      gasLimit: 50_000n,
      isSystem: queueIndex === 0,
      data: Uint8Array.of(queueIndex),
    }
    const before = elements.at(-1)?.queueHashAfter ?? EMPTY_QUEUE_HASH
    const queueHashAfter = nextQueueHash(before, elementHash(element))
    elements.push({ ...element, queueHashAfter, l1BlockNumber: 1 })
  }
  return elements
}

function batchesOf(count: number): Omit<TransactionBatch, 'payload'>[] {
  const batches: Omit<TransactionBatch, 'payload'>[] = []
  for (let batchIndex = 0; batchIndex < count; batchIndex++) {
    const prevBatchHash: BatchHash = batches.at(-1)?.batchHash ?? initialBatchHash(chainId)
    const batch = {
      chainId,
      batchIndex,
      prevBatchHash,
      firstBlock: batchIndex + 1,
      blockCount: 1,
      queueStart: 0,
      queueEnd: 0,
      queueHashStart: EMPTY_QUEUE_HASH,
      queueHashEnd: EMPTY_QUEUE_HASH,
      originNumber: 7,
      originHash: word<TransactionBatch['originHash']>(3),
      producer: address,
      feeScalar: 10n,
      payloadHash: word<Hash<'payload'>>(batchIndex),
      isForced: false,
      l1BlockNumber: 9,
      l1BlockHash: word<TransactionBatch['l1BlockHash']>(4),
      l1TransactionHash: word<TransactionBatch['l1TransactionHash']>(5),
      sequencer: address,
    }
    batches.push({ ...batch, batchHash: batchHash(batch) })
  }
  return batches
}

const queueElements = queueOf(6)
const batches = batchesOf(6)

test('accepts what the contracts give, from the creation or from the middle', () => {
  checkRollupLinks({ chainId, queueElements, batches, isFromCreation: true })
  checkRollupLinks({ chainId, queueElements: [], batches: [], isFromCreation: false })
  fc.assert(
    fc.property(fc.nat(6), fc.nat(6), (from, to) => {
      const links = {
        queueElements: queueElements.slice(from, to),
        batches: batches.slice(from, to),
      }
      checkRollupLinks({ chainId, ...links, isFromCreation: false })
    }),
    { seed: 1 },
  )
})

test('refuses lists from which one but the last is missing', () => {
  for (let missing = 0; missing < 5; missing++) {
    const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== missing)
    const cases = [
      { queueElements: without(queueElements), batches },
      { queueElements, batches: without(batches) },
    ]
    for (const lists of cases) {
      const links = { chainId, ...lists, isFromCreation: true }
      expect(() => checkRollupLinks(links)).toThrow(L1DataMismatchError)
    }
  }
  const nothing = { chainId, queueElements: [], batches: [], isFromCreation: true }
  expect(() => checkRollupLinks(nothing)).toThrow(L1DataMismatchError)
})

test('refuses any change of a hashed field', () => {
  const places = [
    ...Object.keys(queueElements[2] as object).map((field) => ['queueElements', field] as const),
    ...Object.keys(batches[2] as object).map((field) => ['batches', field] as const),
  ]
  const unhashed = ['l1BlockNumber', 'l1BlockHash', 'l1TransactionHash', 'isForced', 'sequencer']
  for (const [list, field] of places) {
    if (unhashed.includes(field)) continue
    const lists = { queueElements, batches }
    const changed = (lists[list] as readonly object[]).map((item, i) =>
      i === 2 ? { ...item, [field]: other(item[field as never]) } : item,
    )
    const links = { chainId, ...lists, [list]: changed, isFromCreation: true }
    expect(() => checkRollupLinks(links), `${list}.${field}`).toThrow(L1DataMismatchError)
  }
})

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'bigint') return value + 1n
  if (typeof value === 'boolean') return !value
  if (value instanceof Uint8Array) return Uint8Array.of(...value, 0)
  return String(value).replace(/.$/, (digit) => (digit === '1' ? '2' : '1'))
}
