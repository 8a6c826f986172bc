import { formatRangerDuty } from '../../format/formatRangerDuty.ts'
import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'
import type { RangerContext } from './RangerContext.ts'

/** What the ranger has checked, how far it is behind, and what it has disputed (spec 5.3). */
export const rangerStatus = defineMethod({
  name: 'mvm_rangerStatus',
  parameters: [],
  handle: ({ ranger }: RangerContext) => {
    const report = ranger.report()
    const { last } = report
    return {
      account: report.account,
      checkedSegments: quantity(report.checkedSegments),
      checkedBlocks: quantity(report.checkedBlocks),
      alarms: quantity(report.alarms),
      pendingSegments: quantity(report.pendingSegments),
      lagSeconds: quantity(report.lagSeconds),
      l1BlockNumber: quantity(report.l1BlockNumber),
      last: last === null ? null : { duty: formatRangerDuty(last.duty), result: last.result },
      disputes: report.disputes.map(({ chainId, stateBatchIndex, blockNumber, stage }) => ({
        chainId: quantity(chainId),
        stateBatchIndex: quantity(stateBatchIndex),
        blockNumber: quantity(blockNumber),
        stage,
      })),
      postponedDisputes: quantity(report.postponedDisputes),
      disputesPerDay: quantity(report.disputesPerDay),
    }
  },
})
