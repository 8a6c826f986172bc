import type { Dispute } from './DisputePort.ts'
import type { Duty } from './Duty.ts'

/** How a duty ended, or how far it is. */
export type DutyRecord = CheckedDuty | DisputedDuty

export interface CheckedDuty {
  readonly duty: Duty
  /** `alarm`: the second look did not agree with the first. */
  readonly result: 'equal' | 'alarm'
}

export interface DisputedDuty {
  readonly duty: Duty
  readonly result: 'different'
  readonly dispute: Dispute
  /**
   * `opening` is written before anything is sent, so that a restart goes on with it. `covered`: there is a game of this
   * ranger on the state batch already. `gone`: the state batch fell first;
   * if it comes back, it is checked again.
   */
  readonly stage: 'opening' | 'open' | 'covered' | 'gone'
}
