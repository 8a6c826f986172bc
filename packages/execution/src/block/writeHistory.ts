import { fromHex, predeploys } from '@mvm/protocol'
import { trimZeros } from '../state/trimZeros.ts'
import type { WorldState } from '../state/WorldState.ts'
import { historySlot } from './historySlot.ts'
import type { ParentBlock } from './ParentBlock.ts'

/** Writes a parent's hash into the EIP-2935 history, as every block begins (spec 2.1). */
export function writeHistory(world: WorldState, { header, hash }: ParentBlock): void {
  world.setStorage(predeploys.history, historySlot(header.number), trimZeros(fromHex(hash)))
}
