import type { Hash, Hex } from '@mvm/protocol'
import type { SealedHeader } from './SealedHeader.ts'

/** A state of a block's trace, and what the step from it does (spec 4.1). */
export interface TracedState {
  /** 0 … 2^38. */
  readonly position: number
  /** What the next step does. */
  readonly kind: string
  /** That is executed, or that began what the step goes on with; `null` where there is none. */
  readonly opcode: number | null
  /** Of the frame; `null` between transactions. */
  readonly pc: number | null
  readonly gas: bigint | null
  readonly depth: number | null
  readonly stateHash: Hash
}

/** What L1 needs to execute one step. */
export interface OneStepWitness {
  readonly kind: string
  readonly opcode: number | null
  readonly preHash: Hash
  readonly postHash: Hash
  readonly moduleId: number
  readonly tape: Hex
}

/**
 * Blocks' traces as disputes are about them, made away from the threads that serve requests and seal blocks, one at a
 * time. Throws `UnavailableError` while others' questions fill the queue, or while L1 has no batch with the block or is
 * away, and `PrunedError` for what is no longer kept.
 */
export interface StepTracePort {
  /** The states at positions `first` to `last`. */
  states(
    block: SealedHeader,
    first: number,
    last: number,
    signal: AbortSignal,
  ): Promise<readonly TracedState[]>
  /** The step that begins with a position's state. */
  step(block: SealedHeader, position: number, signal: AbortSignal): Promise<OneStepWitness>
}
