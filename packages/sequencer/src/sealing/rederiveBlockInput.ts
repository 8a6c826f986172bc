import { deriveBatch } from '@mvm/derivation'
import {
  asHash,
  type BatchHash,
  type BlockInput,
  encodePayload,
  type Hash,
  keccak256Hex,
  type L1BlockHash,
  type L1TransactionHash,
} from '@mvm/protocol'
import type { SealRequest } from '../port/ChainPort.ts'

const NOT_ON_L1 = `0x${'00'.repeat(32)}`

/**
 * What a follower will make of a sealed block: its bytes as they stand in a payload, derived. For the verifier
 * path, which executes this and not what the sealing run had in its hands.
 */
export function rederiveBlockInput(
  { template, opening }: Pick<SealRequest, 'template' | 'opening'>,
  parentTimestamp: number,
  transactions: readonly Uint8Array[],
): BlockInput {
  const delta = BigInt(template.timestamp - parentTimestamp)
  const payload = encodePayload([{ delta, transactions }])
  const isFirst = template.number === opening.firstBlock
  const [input] = deriveBatch({
    batch: {
      chainId: opening.chainId,
      batchIndex: 0,
      prevBatchHash: opening.prevBatchHash,
      batchHash: asHash<BatchHash>(NOT_ON_L1),
      firstBlock: template.number,
      blockCount: 1,
      queueStart: isFirst ? opening.queueStart : opening.queueEnd,
      queueEnd: opening.queueEnd,
      queueHashStart: isFirst ? opening.queueHashStart : opening.queueHashEnd,
      queueHashEnd: opening.queueHashEnd,
      originNumber: opening.origin.number,
      originHash: opening.origin.hash,
      producer: opening.producer,
      feeScalar: opening.feeScalar,
      payloadHash: asHash<Hash<'payload'>>(keccak256Hex(payload)),
      payload,
      isForced: false,
      l1BlockNumber: 0,
      l1BlockHash: asHash<L1BlockHash>(NOT_ON_L1),
      l1TransactionHash: asHash<L1TransactionHash>(NOT_ON_L1),
      sequencer: opening.producer,
    },
    queueElements: isFirst ? opening.queueElements : [],
    origin: opening.origin,
    parentTimestamp,
    parentNumber: template.number - 1,
  })
  return input as BlockInput
}
