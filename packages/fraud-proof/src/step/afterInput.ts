import type { Block } from '../state/Block.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { World } from '../state/World.ts'

/** The state once an input is done, and with it the one before the next input or the block's end. */
export function afterInput(world: World, block: Block): RunningState {
  return beforeInput(world, { ...block, inputIndex: block.inputIndex + 1 })
}

/** The state before the next input, or before the block's end when there is none. */
export function beforeInput(world: World, block: Block): RunningState {
  const isDone = block.inputIndex === block.inputCount
  const kind = isDone ? Kind.BLOCK_END : Kind.TX_NEXT
  return { kind, world, block, transaction: null, frame: null, pending: null }
}
