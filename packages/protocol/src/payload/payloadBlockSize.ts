import type { PayloadBlock } from './PayloadBlock.ts'
import { payloadBodySize } from './payloadBodySize.ts'
import { uvarintSize } from './uvarintSize.ts'

/** Bytes that a block takes in a payload. A payload has one byte more than its blocks together. */
export function payloadBlockSize(block: PayloadBlock): number {
  const bodySize = payloadBodySize(block)
  return uvarintSize(BigInt(bodySize)) + bodySize
}
