import { type Charter, charterTuple, type DacProfile, dacProfiles, type Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface CreateDAC {
  /** DNS label. */
  readonly slug: string
  readonly charter: Charter
  readonly profile: DacProfile
}

/** Calldata for ComCo, which must be approved for the creation burn (spec 3). */
export function encodeCreateDAC({ slug, charter, profile }: CreateDAC): Hex {
  return encodeContractCall('ComCo', 'createDAC', [
    slug,
    charterTuple(charter),
    dacProfiles.indexOf(profile),
  ])
}
