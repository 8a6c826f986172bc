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

/**
 * How an opening ended. `open`: this ranger's game is. `covered`: somebody else's is, on this state batch or an earlier
 * one, so that no bond was given. `late`: nothing can be opened any more, because the window is over. `gone`: the state
 * batch lives no more.
 */
export type DisputeOutcome = 'open' | 'covered' | 'late' | 'gone'

/**
 * What has become of a game. `won`: the state batch fell by it. `void`: it fell by somebody else's. `lost`: the state batch
 * stands. `gone`: L1 knows of no such game, since it was reorganised.
 */
export type DisputeFate = 'open' | 'won' | 'lost' | 'void' | 'gone'

/** Opens disputes on L1 by commit and reveal (spec 4.1). */
export interface DisputePort {
  /**
   * Resolves when it is settled how the opening ended. Called again with a name that it has had before, in this process
   * or an earlier one, it goes on where it was: one name opens one game.
   */
  open(name: string, dispute: Dispute, signal: AbortSignal): Promise<DisputeOutcome>
  /**
   * L1's time until when a dispute of somebody else is relied on: they may play to lose, so that there must be time left
   * for a game of one's own.
   */
  reliesUntil(dispute: Dispute, signal: AbortSignal): Promise<number>
  /** What L1 says has become of a game that this ranger has opened. */
  fateOf(dispute: Dispute, signal: AbortSignal): Promise<DisputeFate>
  /** The least state batch of a DAC that an open dispute of anybody holds: it and all later ones wait. `null` if none. */
  earliestDisputed(chainId: number, signal: AbortSignal): Promise<number | null>
}
