import type { StateHash } from '../state/hashState.ts'
import type { Position } from '../trace/position.ts'

/** What a game waits for, or how it was decided (spec 4.1). */
export type GamePhase =
  | 'bisection'
  | 'selection'
  | 'step'
  | 'challenger-won'
  | 'asserter-won'
  | 'void'

/** A game as L1 has it, as far as a move depends on it. */
export interface Game {
  readonly phase: GamePhase
  readonly isResolved: boolean
  /** Whether it can be ended now: it is decided and no earlier dispute is open, or its state batch fell. */
  readonly isResolvable: boolean
  /** Timestamp after which the side that is to move has lost; `null` when the game is decided. */
  readonly deadline: number | null
  /** Of the segment's first state. */
  readonly position: Position
  /** Picks made. */
  readonly round: number
  readonly startHash: StateHash
  readonly endHash: StateHash
  /** The states that the asserter posted last, for who picks; empty when it is to post. */
  readonly cuts: readonly StateHash[]
}
