import type { Address } from '@mvm/protocol'
import { openWord, putWord } from '../account/openSlot.ts'
import type { OpcodeStep } from '../step/OpcodeStep.ts'
import { isAlwaysWarm } from './isAlwaysWarm.ts'
import { TxMapEntry, txMapKey } from './txMapKey.ts'

const COLD_ADDRESS_GAS = 2_600n
const WARM_GAS = 100n

/** Charges for the access to an account (EIP-2929) and makes it warm; false when the opcode has to halt. */
export function accessAddress(step: OpcodeStep, address: Address): boolean {
  if (isAlwaysWarm(step.state, address)) return step.charge(WARM_GAS)
  const key = txMapKey(TxMapEntry.WARM_ADDRESS, address)
  const entry = openWord(step.store, step.world.txMapRoot, key, step.tape)
  if (entry.value !== 0n) return step.charge(WARM_GAS)
  if (!step.charge(COLD_ADDRESS_GAS)) return false
  step.world = { ...step.world, txMapRoot: putWord(step.store, entry, 1n, step.tape) }
  return true
}
