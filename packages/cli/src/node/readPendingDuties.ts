import type { NodeClient } from './NodeClient.ts'
import { type RangerDutyAnswer, type ReportedDuty, toReportedDuty } from './toReportedDuty.ts'

/** The segments that a ranger's process has not checked yet, at most a thousand. Throws as `request` does. */
export async function readPendingDuties(
  ranger: NodeClient,
  signal: AbortSignal,
): Promise<readonly ReportedDuty[]> {
  const answer = await ranger.request('mvm_rangerDuties', [], signal)
  return (answer as unknown as readonly RangerDutyAnswer[]).map(toReportedDuty)
}
