import { type Address, predeploys, toBigInt } from '@mvm/protocol'
import type { Slot } from '../../state/CommittedState.ts'
import { toStorageValue } from '../../state/toStorageValue.ts'
import type { WorldState } from '../../state/WorldState.ts'
import type { Settlement } from '../../transaction/TransactionRules.ts'

/** Slots of FeeVault with its running totals (spec 2.2). */
const BASE_FEES = `0x${'0'.repeat(64)}` as Slot
const L1_FEES = `0x${'0'.repeat(63)}1` as Slot

/** Pays a transaction's fees: base fee and l1Fee to FeeVault and its totals, the tip to the coinbase. */
export function chargeFees(world: WorldState, coinbase: Address, settlement: Settlement): void {
  const { baseFee, tip, l1Fee } = settlement
  const { feeVault } = predeploys
  world.changeBalance(feeVault, baseFee + l1Fee)
  world.changeBalance(coinbase, tip)
  add(world, BASE_FEES, coinbase === feeVault ? baseFee + tip : baseFee)
  add(world, L1_FEES, l1Fee)
}

function add(world: WorldState, slot: Slot, amount: bigint): void {
  if (amount === 0n) return
  const total = toBigInt(world.storage(predeploys.feeVault, slot)) + amount
  world.setStorage(predeploys.feeVault, slot, toStorageValue(total))
}
