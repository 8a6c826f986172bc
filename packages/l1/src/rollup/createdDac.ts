import type { L1Receipt } from '../client/L1Receipt.ts'
import { decodeRollupLog, type RollupContracts } from './decodeRollupLog.ts'
import type { DacCreation } from './RollupEvents.ts'

/** The DAC that a transaction to ComCo created. Throws a RangeError when it created none. */
export function createdDac(contracts: RollupContracts, receipt: L1Receipt): DacCreation {
  for (const log of receipt.logs) {
    const decoded = decodeRollupLog(contracts, log)
    if (decoded?.kind === 'created') return decoded.creation
  }
  throw new RangeError(`L1 transaction ${receipt.transactionHash} created no DAC`)
}
