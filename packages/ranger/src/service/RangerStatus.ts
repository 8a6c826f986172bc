import type { Duty } from '../port/Duty.ts'
import type { DisputedDuty } from '../port/DutyRecord.ts'

/** What a ranger has done and has still to do. */
export interface RangerStatus {
  readonly checkedSegments: number
  readonly checkedBlocks: number
  readonly alarms: number
  /** Duties not checked yet, as of the last look at them. */
  readonly pending: readonly Duty[]
  readonly last: { readonly duty: Duty; readonly result: string } | null
  readonly disputes: readonly DisputedDuty[]
  /** Disputes that wait because their DACs have had theirs for a day. */
  readonly postponedDisputes: number
  /** Of those, how many a DAC may have. */
  readonly disputesPerDay: number
}
