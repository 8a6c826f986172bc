import { type Address, asAddress } from '@mvm/protocol'
import type { NodeClient } from './NodeClient.ts'
import { type RangerDutyAnswer, type ReportedDuty, toReportedDuty } from './toReportedDuty.ts'

/** `mvm_rangerStatus`'s answer; quantities in hexadecimal. */
interface StatusAnswer {
  readonly account: string
  readonly checkedSegments: string
  readonly checkedBlocks: string
  readonly alarms: string
  readonly pendingSegments: string
  readonly lagSeconds: string
  readonly l1BlockNumber: string
  readonly last: { readonly duty: RangerDutyAnswer; readonly result: string } | null
  readonly disputes: readonly (Pick<RangerDutyAnswer, 'chainId' | 'stateBatchIndex'> & {
    readonly blockNumber: string
    readonly stage: string
  })[]
  readonly postponedDisputes: string
  readonly disputesPerDay: string
}

/** What a ranger's process says of itself. */
export type RangerReport = {
  readonly checkedSegments: number
  readonly checkedBlocks: number
  readonly alarms: number
  readonly pendingSegments: number
  /** Seconds: age of the oldest state batch with a segment that is not checked yet. */
  readonly lagSeconds: number
  readonly l1BlockNumber: number
  readonly last: (ReportedDuty & { readonly result: string }) | null
  readonly disputes: readonly {
    readonly chainId: number
    readonly stateBatchIndex: number
    readonly blockNumber: number
    readonly stage: string
  }[]
  readonly postponedDisputes: number
  readonly disputesPerDay: number
}

/** Asks a ranger's process how far it is. Throws as {@link NodeClient.request} does. */
export async function readRangerReport(
  ranger: NodeClient,
  signal: AbortSignal,
): Promise<{ readonly account: Address; readonly report: RangerReport }> {
  const answer = (await ranger.request('mvm_rangerStatus', [], signal)) as unknown as StatusAnswer
  const { last } = answer
  return {
    account: asAddress(answer.account),
    report: {
      checkedSegments: Number(answer.checkedSegments),
      checkedBlocks: Number(answer.checkedBlocks),
      alarms: Number(answer.alarms),
      pendingSegments: Number(answer.pendingSegments),
      lagSeconds: Number(answer.lagSeconds),
      l1BlockNumber: Number(answer.l1BlockNumber),
      last: last === null ? null : { ...toReportedDuty(last.duty), result: last.result },
      disputes: answer.disputes.map(({ chainId, stateBatchIndex, blockNumber, stage }) => ({
        chainId: Number(chainId),
        stateBatchIndex: Number(stateBatchIndex),
        blockNumber: Number(blockNumber),
        stage,
      })),
      postponedDisputes: Number(answer.postponedDisputes),
      disputesPerDay: Number(answer.disputesPerDay),
    },
  }
}
