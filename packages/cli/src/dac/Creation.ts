import type { Charter, DacProfile, Hash } from '@mvm/protocol'
import type { L1Call } from '../l1/L1Call.ts'

/** A DAC that is to be created. */
export interface Creation {
  readonly slug: string
  readonly profile: DacProfile
  readonly charter: Charter
  readonly charterHash: Hash<'charter'>
  /** `ComCo.createDAC`. */
  readonly call: L1Call
}
