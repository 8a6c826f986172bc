import {
  type Address,
  asHash,
  type BatchHash,
  type BlockHash,
  EMPTY_ACCUMULATOR,
  type StateRoot,
} from '@mvm/protocol'
import { initialWorld } from './initialWorld.ts'
import { Kind } from './Kind.ts'
import type { RunningState } from './MachineState.ts'

/** What decides a block's trace: two fields of the block before it, four that the CTC has. */
export interface BlockStart {
  /** After the block before. */
  readonly stateRoot: StateRoot
  readonly parentHash: BlockHash
  readonly chainId: number
  readonly number: number
  /** Hash of the batch that the block is of. */
  readonly inputCommitment: BatchHash
  readonly indexInBatch: number
}

const ZERO = asHash(`0x${'00'.repeat(32)}`)

/** The state at position 0 of a block's trace (spec 4.1): all that BLOCK_BEGIN finds out is 0. */
export function initialState(start: BlockStart): RunningState {
  const { stateRoot, parentHash, chainId, number, inputCommitment, indexInBatch } = start
  return {
    kind: Kind.BLOCK_BEGIN,
    world: initialWorld(stateRoot),
    block: {
      chainId,
      number,
      timestamp: 0,
      gasLimit: 0n,
      baseFee: 0n,
      coinbase: `0x${'00'.repeat(20)}` as Address,
      prevRandao: ZERO,
      parentHash,
      l1BaseFee: 0n,
      feeScalar: 0n,
      inputCommitment,
      indexInBatch,
      depositHash: ZERO,
      payloadHash: ZERO,
      payloadCursor: 0,
      payloadEnd: 0,
      inputIndex: 0,
      inputCount: 0,
      cumulativeGas: 0n,
      txAcc: EMPTY_ACCUMULATOR,
      receiptAcc: EMPTY_ACCUMULATOR,
      bloomHash: ZERO,
    },
    transaction: null,
    frame: null,
    pending: null,
  }
}
