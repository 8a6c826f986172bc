import { SLOT_STEPS } from '../step/stepAt.ts'

/** Steps of a block's trace, as a power of two (spec 4.1). */
export const TRACE_BITS = 38

/** States of a trace are numbered 0 … 2^38; a step is named after the state that it begins with. */
export type Position = number

/** Slot 0 is the block's beginning, slot j its j-th input, the one after them its end. */
export function slotOf(position: Position): number {
  return Math.floor(position / SLOT_STEPS)
}

/** Steps since the slot's beginning. */
export function offsetOf(position: Position): number {
  return position % SLOT_STEPS
}
