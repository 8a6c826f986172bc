import type { OutputRoot } from '@mvm/protocol'
import type { Block } from './Block.ts'
import type { Frame } from './Frame.ts'
import type { Kind } from './Kind.ts'
import type { Pending } from './Pending.ts'
import type { Transaction } from './Transaction.ts'
import type { World } from './World.ts'

/** A state of a block's machine between two steps; never changed once made. */
export interface RunningState {
  readonly kind: Exclude<Kind, typeof Kind.HALT>
  readonly world: World
  readonly block: Block
  readonly transaction: Transaction | null
  readonly frame: Frame | null
  readonly pending: Pending | null
}

/** After the block's end: nothing but the output root is left. */
export interface HaltedState {
  readonly kind: typeof Kind.HALT
  readonly outputRoot: OutputRoot
}

export type MachineState = RunningState | HaltedState
