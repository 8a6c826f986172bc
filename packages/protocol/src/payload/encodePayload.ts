import { UnencodablePayloadError } from '../error/UnencodablePayloadError.ts'
import type { PayloadBlock } from './PayloadBlock.ts'
import { payloadBlockSize } from './payloadBlockSize.ts'
import { payloadBodySize } from './payloadBodySize.ts'
import {
  MAX_BLOCK_INPUTS,
  MAX_PAYLOAD_SIZE,
  MAX_UVARINT,
  PAYLOAD_VERSION,
} from './payloadLimits.ts'
import { writeUvarint } from './writeUvarint.ts'

/**
 * Encodes the blocks of a batch as a payload of version 1 (spec 2.1), which {@link decodePayload} turns
 * back into the same blocks. Deposits are not part of it, but count against a block's inputs: the caller
 * leaves room for them. Throws {@link UnencodablePayloadError}.
 */
export function encodePayload(blocks: readonly PayloadBlock[]): Uint8Array {
  let size = 1
  for (const block of blocks) {
    check('timestamp delta', block.delta, MAX_UVARINT)
    check('inputs of a block', BigInt(block.transactions.length), BigInt(MAX_BLOCK_INPUTS))
    size += payloadBlockSize(block)
  }
  check('bytes', BigInt(size), BigInt(MAX_PAYLOAD_SIZE))

  const payload = new Uint8Array(size)
  payload[0] = PAYLOAD_VERSION
  let position = 1
  for (const block of blocks) {
    position = writeUvarint(BigInt(payloadBodySize(block)), payload, position)
    position = writeUvarint(block.delta, payload, position)
    for (const transaction of block.transactions) {
      position = writeUvarint(BigInt(transaction.length), payload, position)
      payload.set(transaction, position)
      position += transaction.length
    }
  }
  return payload
}

function check(quantity: UnencodablePayloadError['quantity'], value: bigint, limit: bigint): void {
  if (value < 0n || value > limit) throw new UnencodablePayloadError({ quantity, value, limit })
}
