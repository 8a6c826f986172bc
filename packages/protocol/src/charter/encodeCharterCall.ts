import { fromHex } from '../bytes/fromHex.ts'
import { charterInterface } from './charterInterface.ts'

/** Calldata of `MVM_DACMaster.charter()`, whose answer {@link decodeCharter} reads. */
export function encodeCharterCall(): Uint8Array {
  return fromHex(charterInterface.encodeFunctionData('charter'))
}
