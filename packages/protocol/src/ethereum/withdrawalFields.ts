import type { Input } from '@ethereumjs/rlp'
import type { Withdrawal } from './Withdrawal.ts'

/** What the RLP of a withdrawal lists. */
export function withdrawalFields(withdrawal: Withdrawal): Input[] {
  const { index, validatorIndex, address, amountGwei } = withdrawal
  return [index, validatorIndex, address, amountGwei]
}
