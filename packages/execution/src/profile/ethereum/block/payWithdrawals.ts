import type { Withdrawal } from '@mvm/protocol'
import type { WorldState } from '../../../state/WorldState.ts'

const GWEI = 10n ** 9n

/** Adds a block's withdrawals to their accounts (EIP-4895). */
export function payWithdrawals(world: WorldState, withdrawals: readonly Withdrawal[]): void {
  for (const { address, amountGwei } of withdrawals) {
    world.changeBalance(address, amountGwei * GWEI)
    world.touch(address)
  }
}
