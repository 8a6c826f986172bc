/** A segment that a ranger is to check: at most 64 consecutive blocks of one state batch (spec 5.3). */
export interface Duty {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly firstBlock: number
  readonly lastBlock: number
}
