import { encodeRefundDeposit } from '@mvm/l1'
import { parkedDepositCommand } from '../../bridge/parkedDepositCommand.ts'

/** `mvm bridge refund`: takes a parked deposit back. */
export const refund = parkedDepositCommand({
  verb: 'refund',
  summary: 'Takes back a parked deposit',
  note: 'Only its owner may, and at any time.',
  what: 'taking the deposit back',
  status: 'refunded',
  encode: encodeRefundDeposit,
})
