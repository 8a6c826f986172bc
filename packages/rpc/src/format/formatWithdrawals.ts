import type { Withdrawal } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import { quantity } from './quantity.ts'

/** Withdrawals as blocks list them. */
export function formatWithdrawals(withdrawals: readonly Withdrawal[]): Json {
  return withdrawals.map(({ index, validatorIndex, address, amountGwei }) => ({
    index: quantity(index),
    validatorIndex: quantity(validatorIndex),
    address,
    amount: quantity(amountGwei),
  }))
}
