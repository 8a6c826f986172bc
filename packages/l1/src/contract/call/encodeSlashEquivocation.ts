import { type BlockHash, type Hex, type L1BlockHash, toHex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** What a sequencer has signed for a block: `BlockSeal` of the SequencerPool (EIP-712). */
export interface SignedBlockSeal {
  readonly chainId: number
  readonly epoch: number
  readonly number: number
  readonly parentHash: BlockHash
  readonly blockHash: BlockHash
  readonly originNumber: number
  readonly originHash: L1BlockHash
  /** 65 bytes. */
  readonly signature: Uint8Array
}

/** Calldata for the SequencerPool: two seals of one account for two blocks on one parent in one epoch. */
export function encodeSlashEquivocation(first: SignedBlockSeal, second: SignedBlockSeal): Hex {
  return encodeContractCall('SequencerPool', 'slashEquivocation', [
    first,
    toHex(first.signature),
    second,
    toHex(second.signature),
  ])
}
