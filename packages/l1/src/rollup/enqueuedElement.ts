import type { QueueElement } from '@mvm/protocol'
import type { L1Receipt } from '../client/L1Receipt.ts'
import { decodeRollupLog, type RollupContracts } from './decodeRollupLog.ts'

/** The first element that an L1 transaction put into a queue; `undefined` when it put none there. */
export function enqueuedElement(
  contracts: RollupContracts,
  receipt: L1Receipt,
): QueueElement | undefined {
  for (const log of receipt.logs) {
    const decoded = decodeRollupLog(contracts, log)
    if (decoded?.kind === 'enqueued') return decoded.element
  }
  return undefined
}
