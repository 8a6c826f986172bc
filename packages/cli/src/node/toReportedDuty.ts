/** A segment in an answer of a ranger's process; quantities in hexadecimal. */
export interface RangerDutyAnswer {
  readonly chainId: string
  readonly stateBatchIndex: string
  readonly firstBlock: string
  readonly lastBlock: string
}

/** A segment as a ranger's process names it. */
export type ReportedDuty = {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly firstBlock: number
  readonly lastBlock: number
}

/** A segment from a ranger's answer. */
export function toReportedDuty({
  chainId,
  stateBatchIndex,
  firstBlock,
  lastBlock,
}: RangerDutyAnswer): ReportedDuty {
  return {
    chainId: Number(chainId),
    stateBatchIndex: Number(stateBatchIndex),
    firstBlock: Number(firstBlock),
    lastBlock: Number(lastBlock),
  }
}
