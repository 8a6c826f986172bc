/** Steps of a block's trace, as a power of two (spec 4.1). */
export const TRACE_BITS = 38
/** Steps of a slot, which one input of the block has, as a power of two. */
export const SLOT_BITS = 25

const SLOT_LENGTH = 2 ** SLOT_BITS

/** States of a trace are numbered 0 … 2^38; a step is named after the state that it begins with. */
export type Position = number

/** Slot 0 is the block's beginning, slot j its j-th input, the one after them its end. */
export function slotOf(position: Position): number {
  return Math.floor(position / SLOT_LENGTH)
}

/** Steps since the slot's beginning. */
export function offsetOf(position: Position): number {
  return position % SLOT_LENGTH
}

export function positionOf(slot: number, offset: number): Position {
  return slot * SLOT_LENGTH + offset
}
