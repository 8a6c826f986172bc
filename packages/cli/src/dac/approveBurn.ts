import { encodeApprove } from '@mvm/l1'
import type { L1Call } from '../l1/L1Call.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/** The call that lets ComCo burn what creating a DAC costs. */
export function approveBurn({ contracts }: L1Connection, amount: bigint): L1Call {
  const data = encodeApprove({ spender: contracts.comCo, amount })
  return { to: contracts.metisToken, data, value: 0n }
}
