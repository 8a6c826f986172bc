import { shape } from './shape.ts'

const { number, integer, boolean, bytes, hash, address, literal, optional } = shape
const { list, fields, oneOf } = shape

const MAX_TRANSACTIONS = 100_000
const MAX_ELEMENTS = 1_000

/** Where a chain ends. */
export const tip = fields({ position: number, id: hash })
const origin = fields({
  number,
  hash,
  timestamp: number,
  prevRandao: hash,
  baseFeePerGas: integer,
})
const queueElement = fields({
  ...{ chainId: number, queueIndex: number, from: address, sender: address, to: address },
  ...{ mint: integer, value: integer, gasLimit: integer, isSystem: boolean, data: bytes },
  ...{ l1BlockNumber: number, queueHashAfter: hash },
})
/** What is settled when a batch opens. */
export const opening = fields({
  ...{ chainId: number, prevBatchHash: hash, firstBlock: number, origin },
  ...{ previousOriginNumber: number, feeScalar: integer, producer: address },
  ...{ producerSignature: bytes, queueStart: number, queueEnd: number },
  ...{ queueHashStart: hash, queueHashEnd: hash },
  queueElements: list(queueElement, MAX_ELEMENTS),
})
const block = fields({
  ...{ kind: literal('block'), number, timestamp: number, parentHash: hash, blockHash: hash },
  transactions: list(bytes, MAX_TRANSACTIONS),
  ...{ opens: optional(opening), originNumber: number, originHash: hash },
  seal: fields({ epoch: number, sealer: address, signature: bytes }),
})
const close = fields({
  ...{ kind: literal('close'), firstBlock: number, blockCount: number, batchHash: hash },
  ...{ originNumber: number, originHash: hash },
})
/** One step of a chain. */
export const entry = fields({ parent: tip, tip, body: oneOf(block, close) })
