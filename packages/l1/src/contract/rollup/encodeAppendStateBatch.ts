import type { BatchHash, Hex, OutputRoot } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface AppendStateBatch {
  readonly chainId: number
  readonly firstBlock: number
  /** 1 to 1,024. */
  readonly outputRoots: readonly OutputRoot[]
  /** The transaction batch that contains the last of the blocks. */
  readonly batchHash: BatchHash
}

/** Calldata for the StateCommitmentChain (spec 3). */
export function encodeAppendStateBatch({
  chainId,
  firstBlock,
  outputRoots,
  batchHash,
}: AppendStateBatch): Hex {
  return encodeContractCall('StateCommitmentChain', 'appendStateBatch', [
    chainId,
    firstBlock,
    outputRoots,
    batchHash,
  ])
}
