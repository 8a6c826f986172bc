import type { Dispute, DisputeFate } from './DisputePort.ts'
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
   * `opening` is written before anything is sent, so that a restart goes on with it. `covered`: a game of anybody holds
   * the state batch; when it no longer does, the duty is done again. `late`: the window was over first. `gone`: the state
   * batch fell first, or a reorganisation of L1 took the own game; if it comes back, it is checked again. `won`, `lost` and
   * `void` are how an own game has ended: see {@link DisputeFate}.
   */
  readonly stage: DisputeStage
  /** L1's time at which it came to this stage, in seconds since 1970; absent in what earlier versions wrote. */
  readonly since?: number
  /** L1's time until when somebody else's game is relied on, for `covered`; absent where an own game covers. */
  readonly until?: number
}

export type DisputeStage = 'opening' | 'covered' | 'late' | DisputeFate
