import { predeploys } from '@mvm/protocol'
import type { WorldState } from '../state/WorldState.ts'
import { historySlot } from './historySlot.ts'

/** A block's hash from the EIP-2935 history, where BLOCKHASH takes it from. */
export function historicHash(world: WorldState, number: number): Uint8Array {
  const value = world.storage(predeploys.history, historySlot(number))
  const hash = new Uint8Array(32)
  hash.set(value, 32 - value.length)
  return hash
}
