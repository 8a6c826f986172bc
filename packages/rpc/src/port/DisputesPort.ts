import type { Address, Hash, OutputRoot } from '@mvm/protocol'

/** An open dispute on L1 (spec 4.1). */
export interface OpenDispute {
  readonly disputeId: number
  readonly stateBatchIndex: number
  /** The first block whose output root the challenger rejects. */
  readonly blockNumber: number
  /** Seconds since 1970. */
  readonly openedAt: number
  readonly challenger: Address
  /** Wei of ETH. */
  readonly bond: bigint
  /** Output root of the block before. */
  readonly agreedRoot: OutputRoot
  readonly claimedRoot: OutputRoot
  readonly challengerRoot: OutputRoot
}

/** Where a game stands, resolved or not. */
export interface DisputedGame extends OpenDispute {
  /** L1 block of the opening. */
  readonly openedAtBlock: number
  readonly asserter: Address
  /** Who moves in the asserter's place; `null` for nobody. */
  readonly delegate: Address | null
  /** Who made the asserter's first move; `null` before. */
  readonly defender: Address | null
  /** What it waits for, or how it was decided. */
  readonly phase: string
  readonly isResolved: boolean
  readonly segment: {
    /** Of its first state. */
    readonly position: number
    /** Picks made. */
    readonly round: number
    readonly startHash: Hash
    readonly endHash: Hash
  }
  /** What a move names. */
  readonly segmentHash: Hash
  /** Timestamp after which the side that is to move has lost; `null` when the game is decided. */
  readonly deadline: number | null
  /** Left to each side, without those of the turn under way. */
  readonly asserterSeconds: number
  readonly challengerSeconds: number
}

/** What happened in a game after its opening. */
export type DisputeEvent = { readonly l1BlockNumber: number } & (
  | {
      readonly kind: 'cut'
      readonly round: number
      readonly position: number
      readonly defender: Address
      readonly stateHashes: readonly Hash[]
    }
  | {
      readonly kind: 'picked'
      readonly round: number
      readonly part: number
      readonly position: number
      readonly startHash: Hash
      readonly endHash: Hash
    }
  | {
      readonly kind: 'executed'
      readonly position: number
      readonly moduleId: number
      readonly postHash: Hash
    }
  | { readonly kind: 'decided'; readonly phase: string }
  | {
      readonly kind: 'resolved'
      readonly phase: string
      /** Wei of MT. */
      readonly slashed: bigint
      readonly reward: bigint
    }
)

/** The DAC's disputes; asks L1, and throws `UnavailableError` when that is away. */
export interface DisputesPort {
  /** In the order of their opening. */
  openDisputes(signal: AbortSignal): Promise<readonly OpenDispute[]>
  /** `null` when there is none with that number, or it is another DAC's. */
  game(disputeId: number, signal: AbortSignal): Promise<DisputedGame | null>
  /** In the order of L1. */
  events(
    game: Pick<DisputedGame, 'disputeId' | 'openedAtBlock'>,
    signal: AbortSignal,
  ): Promise<readonly DisputeEvent[]>
}
