import type { Address, BlockHash, L1BlockHash } from '@mvm/protocol'

/** What a sequencer puts its name to with each block; two for one parent cost it its bond (spec 5.1). */
export interface BlockSeal {
  readonly chainId: number
  readonly epoch: number
  readonly number: number
  readonly parentHash: BlockHash
  readonly blockHash: BlockHash
  readonly originNumber: number
  readonly originHash: L1BlockHash
}

/** A seal's signature, as it is kept with the block. */
export interface SignedSeal {
  readonly epoch: number
  readonly sealer: Address
  /** r ‖ s ‖ v, 65 bytes. */
  readonly signature: Uint8Array
}

/** Where seals count: the contract that judges them. */
export interface SealDomain {
  readonly l1ChainId: number
  /** SequencerPool. */
  readonly verifyingContract: Address
}
