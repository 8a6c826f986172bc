import type { Address } from '../account/Address.ts'
import { fromHex } from '../bytes/fromHex.ts'
import { keccak256 } from '../hash/keccak256.ts'
import { charterSlots } from './charterSlots.ts'

/** Storage key (32 bytes) of `allowed[account]` or `denied[account]` in `MVM_DACMaster`. */
export function permissionSlot(list: 'allowed' | 'denied', account: Address): Uint8Array {
  const preimage = new Uint8Array(64)
  preimage.set(fromHex(account), 12)
  preimage[63] = charterSlots[list]
  return keccak256(preimage)
}
