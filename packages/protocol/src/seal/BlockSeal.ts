import type { Address } from '../account/Address.ts'
import type { BlockHash, L1BlockHash } from '../hash/Hash.ts'

/** What a sequencer puts its name to with each block; two for one parent cost it its bond (spec 5.2). */
export interface BlockSeal {
  readonly chainId: number
  readonly epoch: number
  readonly number: number
  readonly parentHash: BlockHash
  readonly blockHash: BlockHash
  readonly originNumber: number
  readonly originHash: L1BlockHash
}

/** A seal with its signature: what the SequencerPool judges. */
export interface SignedBlockSeal extends BlockSeal {
  /** r ‖ s ‖ v, 65 bytes. */
  readonly signature: Uint8Array
}

/** Where seals count: the contract that judges them. */
export interface SealDomain {
  readonly l1ChainId: number
  /** SequencerPool. */
  readonly verifyingContract: Address
}
