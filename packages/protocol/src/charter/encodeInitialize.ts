import { fromHex } from '../bytes/fromHex.ts'
import type { Charter } from './Charter.ts'
import { charterInterface } from './charterInterface.ts'
import { charterTuple } from './charterTuple.ts'

/** Calldata of `MVM_DACMaster.initialize`: what queue element 0 of a DAC carries (spec 2.1). */
export function encodeInitialize(charter: Charter): Uint8Array {
  return fromHex(charterInterface.encodeFunctionData('initialize', [charterTuple(charter)]))
}
