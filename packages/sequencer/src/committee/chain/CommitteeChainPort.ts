import type { BlockHash } from '@mvm/protocol'
import type { ChainPort } from '../../port/ChainPort.ts'
import type { Vote } from '../ballot/Vote.ts'
import type { SignedSeal } from '../seal/SignedSeal.ts'
import type { EntryBody } from './EntryBody.ts'

/** A DAC's chain that several sequencers keep: what members have promised each other is kept with it. */
export interface CommitteeChainPort extends ChainPort {
  /** Hashes of the blocks `first` … `first + count − 1`. */
  blockHashes(first: number, count: number): Promise<readonly BlockHash[]>

  /** The seals of the blocks `first` … `first + count − 1`, as far as they are kept; those of the newest are. */
  seals(first: number, count: number): Promise<readonly (SignedSeal | undefined)[]>

  /** What {@link putVote} wrote last. */
  vote(): Promise<Vote<EntryBody> | undefined>

  /** Durable when resolved. */
  putVote(vote: Vote<EntryBody>): Promise<void>
}
