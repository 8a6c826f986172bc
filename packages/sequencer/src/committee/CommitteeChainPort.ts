import type { BlockHash } from '@mvm/protocol'
import type { ChainPort, SealRequest } from '../port/ChainPort.ts'
import type { EntryBody } from './EntryBody.ts'
import type { SignedSeal } from './SignedSeal.ts'
import type { Vote } from './Vote.ts'

/** A block that somebody else has sealed, to be executed here. */
export interface AcceptRequest extends Pick<SealRequest, 'template' | 'opening'> {
  /** Canonical encodings, in block order. */
  readonly transactions: readonly Uint8Array[]
}

export interface AcceptedBlock {
  readonly hash: BlockHash
  /** Signed transactions that the block does not include; an honest sealer leaves them out. */
  readonly skippedCount: number
}

/** A DAC's chain that several sequencers keep: besides sealing, it executes what others have sealed. */
export interface CommitteeChainPort extends ChainPort {
  /**
   * Runs a block through the verifier path on the head. Nothing is written: the block waits in memory for
   * `commit`. Rejects when the bytes are no block of this chain.
   */
  accept(request: AcceptRequest): Promise<AcceptedBlock>

  /** Hashes of the blocks `first` … `first + count − 1`. */
  blockHashes(first: number, count: number): Promise<readonly BlockHash[]>

  /** The seals of the blocks `first` … `first + count − 1`, as far as they are kept; those of the newest are. */
  seals(first: number, count: number): Promise<readonly (SignedSeal | undefined)[]>

  /** What {@link putVote} wrote last. */
  vote(): Promise<Vote<EntryBody> | undefined>

  /** Durable when resolved. */
  putVote(vote: Vote<EntryBody>): Promise<void>
}
