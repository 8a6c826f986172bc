import type { PayloadBlock } from './PayloadBlock.ts'
import { uvarintSize } from './uvarintSize.ts'

/** Bytes that a block takes in a payload. A payload has one byte more than its blocks together. */
export function payloadBlockSize(block: PayloadBlock): number {
  const bodySize = payloadBodySize(block)
  return uvarintSize(BigInt(bodySize)) + bodySize
}

/** Bytes of a block in a payload after its length. */
export function payloadBodySize({ delta, transactions }: PayloadBlock): number {
  let size = uvarintSize(delta)
  for (const { length } of transactions) size += uvarintSize(BigInt(length)) + length
  return size
}
