import { encodeReleaseDeposit } from '@mvm/l1'
import { parkedDepositCommand } from '../../bridge/parkedDepositCommand.ts'

/** `mvm bridge release`: sends a parked deposit on. */
export const release = parkedDepositCommand({
  verb: 'release',
  summary: 'Sends a parked deposit into its DAC',
  note: "Anybody may, as soon as the DAC's sequencers are bonded for it.",
  what: 'releasing the deposit',
  status: 'released',
  encode: encodeReleaseDeposit,
})
