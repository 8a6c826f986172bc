import type { BatchHash, Hash, Hex, OutputRoot, OutputRootPreimage } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface OpenDispute {
  readonly chainId: number
  /** The live state batch that holds the rejected output root. */
  readonly stateBatchIndex: number
  /** The first block whose output root the challenger rejects. */
  readonly blockNumber: number
  /** Output root that the state batch holds for it. */
  readonly claimedRoot: OutputRoot
  /** Merkle path of `claimedRoot`, lowest first. */
  readonly claimedSiblings: readonly Hash[]
  /** The live state batch that holds the block before: the same, or the one before. */
  readonly agreedStateBatchIndex: number
  /** Preimage of the output root of the block before. */
  readonly agreed: OutputRootPreimage
  /** Merkle path of that root, lowest first. */
  readonly agreedSiblings: readonly Hash[]
  /** Output root that the challenger holds to be right. */
  readonly challengerRoot: OutputRoot
  /** Of the transaction batch that contains the rejected block. */
  readonly batchHash: BatchHash
  /** Of the commitment. */
  readonly salt: Hash<'salt'>
}

/** Calldata for the DisputeGame; the transaction carries the bond as its value (spec 4.1). */
export function encodeOpenDispute(opening: OpenDispute): Hex {
  return encodeContractCall('DisputeGame', 'open', [opening])
}
