/** One version of a charter and how it came about. */
export interface CharterRevision {
  readonly version: number
  readonly blockNumber: number
  readonly transactionHash: string
  /** Name of the event of `MVM_DACMaster`. */
  readonly event: string
  /** What it changed, for people. */
  readonly text: string
}
