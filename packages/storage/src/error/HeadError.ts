import { MvmError } from '@mvm/protocol'

/** A safe or finalized head that is not on the chain, or the heads out of order. Nothing was committed. */
export class HeadError extends MvmError {
  readonly code = 'HEAD'
  readonly head: 'safe' | 'finalized'
  readonly blockNumber: number

  constructor({
    head,
    blockNumber,
    reason,
  }: {
    readonly head: 'safe' | 'finalized'
    readonly blockNumber: number
    readonly reason: string
  }) {
    super(`Block ${blockNumber} cannot become the ${head} head: ${reason}`, {
      remedy: 'Move heads only to canonical blocks, with finalized ≤ safe ≤ unsafe.',
    })
    this.head = head
    this.blockNumber = blockNumber
  }
}
