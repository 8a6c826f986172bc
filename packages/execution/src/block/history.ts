import { fromHex, predeploys } from '@mvm/protocol'
import type { Slot } from '../state/CommittedState.ts'
import { trimZeros } from '../state/trimZeros.ts'
import type { WorldState } from '../state/WorldState.ts'
import type { ParentBlock } from './ParentBlock.ts'

/** Blocks whose hashes the EIP-2935 contract keeps. */
const HISTORY_WINDOW = 8_191

/** Writes a parent's hash into the EIP-2935 history, as every block begins (spec 2.1). */
export function writeHistory(world: WorldState, { header, hash }: ParentBlock): void {
  world.setStorage(predeploys.history, slotOf(header.number), trimZeros(fromHex(hash)))
}

/** A block's hash from the EIP-2935 history, where BLOCKHASH takes it from. */
export function historicHash(world: WorldState, number: number): Uint8Array {
  const value = world.storage(predeploys.history, slotOf(number))
  const hash = new Uint8Array(32)
  hash.set(value, 32 - value.length)
  return hash
}

function slotOf(number: number): Slot {
  return `0x${(number % HISTORY_WINDOW).toString(16).padStart(64, '0')}`
}
