import type { Slot } from '../state/CommittedState.ts'

/** Blocks whose hashes the EIP-2935 contract keeps. */
const HISTORY_WINDOW = 8_191

/** Where the EIP-2935 contract keeps a block's hash. */
export function historySlot(blockNumber: number): Slot {
  return `0x${(blockNumber % HISTORY_WINDOW).toString(16).padStart(64, '0')}`
}
