import type { OutputRoot, OutputRootPreimage } from '@mvm/protocol'

/** The first wrong block of a state batch. */
export interface Dispute {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly blockNumber: number
  readonly claimedRoot: OutputRoot
  readonly ownRoot: OutputRoot
  /** Of what the output root of the block before is the hash, on which both sides agree. */
  readonly agreed: OutputRootPreimage
}

/** Opens disputes on L1 by commit and reveal (spec 4.1). */
export interface DisputePort {
  /**
   * Resolves when the game is open, or cannot be opened any more because the state batch is gone. Called again with a
   * name that it has had before, in this process or an earlier one, it goes on where it was: one name opens one game.
   */
  open(name: string, dispute: Dispute, signal: AbortSignal): Promise<'open' | 'gone'>
}
