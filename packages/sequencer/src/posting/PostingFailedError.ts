import { MvmError } from '@mvm/protocol'
import type { L1CallOutcome } from '../port/L1CallPort.ts'

/** A call to L1 did not do what it was sent for. It is sent again if it is still needed. */
export class PostingFailedError extends MvmError {
  readonly code = 'POSTING_FAILED'
  readonly id: string
  readonly reason: string

  constructor(fields: {
    readonly id: string
    readonly outcome: Exclude<L1CallOutcome, { kind: 'included' }>
  }) {
    const { kind, reason } = fields.outcome
    super(`The call ${fields.id} to L1 was ${kind}: ${reason}`, {
      remedy:
        'Nothing if it passes. If it keeps failing, look at the account on L1: its funds, its stake and its selection.',
    })
    this.id = fields.id
    this.reason = reason
  }
}
