import type { BlockHash, Hash, Hex, StateRoot, StorageRoot, WithdrawalMessage } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** A block's output root, taken apart, and its place in a state batch. */
export interface OutputRootProof {
  readonly stateBatchIndex: number
  readonly blockNumber: number
  readonly stateRoot: StateRoot
  readonly messagePasserStorageRoot: StorageRoot
  readonly blockHash: BlockHash
  /** The block's place in the batch. */
  readonly index: number
  /** Of the Merkle path, lowest first. */
  readonly siblings: readonly Hash[]
}

export interface ProveWithdrawal {
  readonly chainId: number
  readonly message: WithdrawalMessage
  readonly outputRootProof: OutputRootProof
  /** Trie nodes from the storage root down to `sentMessages[hash]`. */
  readonly storageProof: readonly Hex[]
}

/** Calldata for the L1StandardBridge: proves that a message with MT was sent (spec 3). */
export function encodeProveWithdrawal(call: ProveWithdrawal): Hex {
  const { chainId, message, outputRootProof, storageProof } = call
  return encodeContractCall('L1StandardBridge', 'proveWithdrawal', [
    chainId,
    message,
    outputRootProof,
    storageProof,
  ])
}
