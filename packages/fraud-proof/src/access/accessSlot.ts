import { openWord, putWord } from '../account/openSlot.ts'
import type { OpcodeStep } from '../step/OpcodeStep.ts'
import { TxMapEntry, txMapKey } from './txMapKey.ts'

export const COLD_SLOT_GAS = 2_100n
export const WARM_SLOT_GAS = 100n

/** Whether a slot of the frame's account is warm (EIP-2929), and how it becomes so once its access is paid for. */
export interface SlotAccess {
  readonly isWarm: boolean
  warm(): void
}

export function accessSlot(step: OpcodeStep, slot: bigint): SlotAccess {
  const key = txMapKey(TxMapEntry.WARM_SLOT, step.frame.self, slot)
  const entry = openWord(step.store, step.world.txMapRoot, key, step.tape)
  const isWarm = entry.value !== 0n
  return {
    isWarm,
    warm() {
      if (isWarm) return
      step.world = { ...step.world, txMapRoot: putWord(step.store, entry, 1n, step.tape) }
    },
  }
}
