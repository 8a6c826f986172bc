import type { Hash, L1BlockHash } from '../hash/Hash.ts'

/** The L1 block from which a batch's blocks take their L1 attributes (spec 2.1). */
export interface L1Origin {
  readonly number: number
  readonly hash: L1BlockHash
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly prevRandao: Hash<'randao'>
  /** Wei per gas on L1. */
  readonly baseFeePerGas: bigint
}
