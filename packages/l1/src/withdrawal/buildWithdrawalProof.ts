import {
  asHash,
  fromHex,
  type Hex,
  keccak256Hex,
  type OutputRootPreimage,
  outputRoot,
  outputRootPath,
  type StorageRoot,
  type WithdrawalMessage,
  withdrawalHash,
} from '@mvm/protocol'
import type { ProveWithdrawal } from '../contract/bridge/encodeProveWithdrawal.ts'
import type { StateBatch } from '../contract/rollup/readStateBatch.ts'
import { WithdrawalProofMismatchError } from './WithdrawalProofMismatchError.ts'

/** What `eth_getProof` answers for L2ToL1MessagePasser and one slot, as far as it is needed. */
export interface StorageProofAnswer {
  readonly storageHash: Hex
  readonly storageProof: readonly { readonly value: Hex; readonly proof: readonly Hex[] }[]
}

export interface WithdrawalEvidence {
  readonly chainId: number
  readonly message: WithdrawalMessage
  readonly stateBatch: Pick<
    StateBatch,
    'stateBatchIndex' | 'merkleRoot' | 'firstBlock' | 'rootCount'
  >
  /** Of all blocks of the state batch, in their order. */
  readonly blocks: readonly OutputRootPreimage[]
  /** The block, of the state batch, in whose state the message is proven: its own or a later one. */
  readonly blockNumber: number
  /** Of `sentMessageSlot(hash)` at that block. */
  readonly answer: StorageProofAnswer
}

/**
 * Puts together what L1 takes as proof of a message, from what a node says. Throws
 * {@link WithdrawalProofMismatchError} for what does not fit L1's state batch, so that nobody pays for a refusal.
 */
export function buildWithdrawalProof(evidence: WithdrawalEvidence): ProveWithdrawal {
  const { chainId, message, stateBatch, blocks, blockNumber, answer } = evidence
  const hash = withdrawalHash(chainId, message)
  const mismatch = (reason: string) =>
    new WithdrawalProofMismatchError({ withdrawalHash: hash, reason })

  const { stateBatchIndex, firstBlock, rootCount, merkleRoot } = stateBatch
  const index = blockNumber - firstBlock
  const block = blocks[index]
  if (blocks.length !== rootCount || block === undefined) {
    throw mismatch(`block ${blockNumber} is not among the blocks of state batch ${stateBatchIndex}`)
  }
  const path = outputRootPath(firstBlock, blocks.map(outputRoot), index)
  if (path.merkleRoot !== merkleRoot) {
    throw mismatch(`the node's blocks are not those of state batch ${stateBatchIndex}`)
  }
  const [slot] = answer.storageProof
  if (slot === undefined || BigInt(slot.value) !== 1n) {
    throw mismatch(`it was not sent up to block ${blockNumber}`)
  }
  const storageRoot = asHash<StorageRoot>(answer.storageHash)
  const [top] = slot.proof
  if (
    storageRoot !== block.messagePasserStorageRoot ||
    top === undefined ||
    keccak256Hex(fromHex(top)) !== storageRoot
  ) {
    throw mismatch(`the storage proof is not of block ${blockNumber}`)
  }
  return {
    chainId,
    message,
    outputRootProof: {
      ...{ stateBatchIndex, blockNumber, index, siblings: path.siblings },
      stateRoot: block.stateRoot,
      messagePasserStorageRoot: block.messagePasserStorageRoot,
      blockHash: block.blockHash,
    },
    storageProof: slot.proof,
  }
}
