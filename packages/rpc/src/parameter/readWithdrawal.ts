import type { Withdrawal } from '@mvm/protocol'
import { need } from './need.ts'
import { readAddress } from './readAddress.ts'
import { readFields } from './readFields.ts'
import { readUint64 } from './readUint64.ts'

/** A withdrawal as payloads have it. */
export function readWithdrawal(value: unknown, at: string): Withdrawal {
  const fields = readFields(value, at)
  return {
    index: need(fields, 'index', readUint64, at),
    validatorIndex: need(fields, 'validatorIndex', readUint64, at),
    address: need(fields, 'address', readAddress, at),
    amountGwei: need(fields, 'amount', readUint64, at),
  }
}
