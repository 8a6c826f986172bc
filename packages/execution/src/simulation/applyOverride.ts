import { type AccountOverride, type Address, fromHex } from '@mvm/protocol'
import { trimZeros } from '../state/trimZeros.ts'
import type { WorldState } from '../state/WorldState.ts'

/** Changes an account before a simulation. */
export function applyOverride(
  world: WorldState,
  address: Address,
  override: AccountOverride,
): void {
  const { balance, nonce, code, storage } = override
  if (balance !== undefined) world.changeBalance(address, balance - world.balance(address))
  if (nonce !== undefined) world.setNonce(address, nonce)
  if (code !== undefined) world.setCode(address, code)
  if (storage === undefined) return
  if (storage.mode === 'replace') world.clearStorage(address)
  for (const [slot, word] of storage.slots) {
    world.setStorage(address, slot, trimZeros(fromHex(word)))
  }
}
