import { MvmError } from '@mvm/protocol'
import type { StateHash } from '../state/hashState.ts'
import type { Position } from '../trace/position.ts'

/** Where a game's segment begins, the player's own trace has another state: it is of another block than L1's. */
export class StaleTraceError extends MvmError {
  readonly code = 'STALE_TRACE'
  readonly position: Position
  /** Of the segment's first state. */
  readonly startHash: StateHash
  readonly ownHash: StateHash

  constructor({
    position,
    startHash,
    ownHash,
  }: {
    readonly position: Position
    readonly startHash: StateHash
    readonly ownHash: StateHash
  }) {
    super(`the game goes on from state ${startHash} at ${position}, the own trace has ${ownHash}`, {
      remedy:
        'Make the trace again: L1 was reorganised. If it stays so, the game has left the true trace.',
    })
    this.position = position
    this.startHash = startHash
    this.ownHash = ownHash
  }
}
