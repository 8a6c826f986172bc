import type { Dispute } from './DisputePort.ts'
import type { Duty } from './Duty.ts'

/** How a duty ended, or how far it is. */
export type DutyRecord = CheckedDuty | DisputedDuty

export interface CheckedDuty {
  readonly duty: Duty
  /** `gone`: the state batch fell before it was checked. `alarm`: the second look did not agree with the first. */
  readonly result: 'equal' | 'gone' | 'alarm'
}

export interface DisputedDuty {
  readonly duty: Duty
  readonly result: 'different'
  readonly dispute: Dispute
  /**
   * `opening` is written before anything is sent, so that a restart goes on with it. `covered`: there is a game of this
   * ranger on the state batch already. `gone`: the state batch fell first.
   */
  readonly stage: 'opening' | 'open' | 'covered' | 'gone'
}
