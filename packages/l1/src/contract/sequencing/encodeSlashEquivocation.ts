import { type Hex, type SignedBlockSeal, toHex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool: two seals of one account for two blocks on one parent in one epoch. */
export function encodeSlashEquivocation(first: SignedBlockSeal, second: SignedBlockSeal): Hex {
  return encodeContractCall('SequencerPool', 'slashEquivocation', [
    first,
    toHex(first.signature),
    second,
    toHex(second.signature),
  ])
}
