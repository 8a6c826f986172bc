import { asAddress } from '@mvm/protocol'
import type { RangerPort, RangerReport } from '../../src/index.ts'

const duty = { chainId: 11, stateBatchIndex: 5, firstBlock: 65, lastBlock: 80 }

/** A ranger with one duty to do and one dispute behind it. */
export class TestRanger implements RangerPort {
  reasons: string[] = []

  report(): RangerReport {
    return {
      account: asAddress(`0x${'ab'.repeat(20)}`),
      ...{ checkedSegments: 3, checkedBlocks: 48, alarms: 0, pendingSegments: 1, lagSeconds: 7 },
      ...{ l1BlockNumber: 100, last: { duty, result: 'equal' } },
      ...{ postponedDisputes: 0, disputesPerDay: 4 },
      disputes: [{ chainId: 11, stateBatchIndex: 4, blockNumber: 50, stage: 'open' }],
    }
  }

  pendingDuties() {
    return [duty]
  }

  readiness() {
    return { isReady: this.reasons.length === 0, reasons: this.reasons }
  }
}
