import type { Hash, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the DisputeGame: announces an opening without saying what it will be (spec 4.1). */
export function encodeCommitDispute(commitment: Hash<'dispute commitment'>): Hex {
  return encodeContractCall('DisputeGame', 'commit', [commitment])
}
