import type { BatchHash, BlockHash, L1BlockHash } from '@mvm/protocol'
import type { BatchOpening } from '../../port/BatchOpening.ts'
import type { SignedSeal } from '../seal/SignedSeal.ts'

/** What a committee decides about a DAC's chain. */
export type EntryBody =
  | {
      readonly kind: 'block'
      readonly number: number
      readonly timestamp: number
      readonly parentHash: BlockHash
      readonly blockHash: BlockHash
      /** Signed transactions only, canonical encodings, in block order. */
      readonly transactions: readonly Uint8Array[]
      /** The batch that this block opens; its queue elements are everybody's own. */
      readonly opens?: BatchOpening
      readonly originNumber: number
      readonly originHash: L1BlockHash
      readonly seal: SignedSeal
    }
  /** The open batch ends with its newest block. */
  | {
      readonly kind: 'close'
      readonly firstBlock: number
      readonly blockCount: number
      readonly batchHash: BatchHash
      readonly originNumber: number
      readonly originHash: L1BlockHash
    }
