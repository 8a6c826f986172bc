import type { WorldState } from '../state/WorldState.ts'

/**
 * Removes the accounts that the transaction both created and destroyed (EIP-6780), with all that they hold by
 * now. Returns the wei that go with them.
 */
export function removeDestroyed(world: WorldState): bigint {
  let burned = 0n
  for (const address of world.destroyed) {
    if (!world.isCreated(address)) continue
    burned += world.balance(address)
    world.deleteAccount(address)
  }
  return burned
}
