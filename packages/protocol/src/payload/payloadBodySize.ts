import type { PayloadBlock } from './PayloadBlock.ts'
import { uvarintSize } from './uvarintSize.ts'

/** Bytes of a block in a payload after its length. */
export function payloadBodySize({ delta, transactions }: PayloadBlock): number {
  let size = uvarintSize(delta)
  for (const { length } of transactions) size += uvarintSize(BigInt(length)) + length
  return size
}
