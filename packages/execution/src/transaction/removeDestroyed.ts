import type { WorldState } from '../state/WorldState.ts'

/**
 * Removes the accounts that the transaction both created and destroyed (EIP-6780), with all that they hold by
 * now. Returns the wei that go with them. With `ofAnyAge` also those that it did not
 * create, as before.
 */
export function removeDestroyed(world: WorldState, ofAnyAge = false): bigint {
  let burned = 0n
  for (const address of world.destroyed) {
    if (!ofAnyAge && !world.isCreated(address)) continue
    burned += world.balance(address)
    world.deleteAccount(address)
  }
  return burned
}
