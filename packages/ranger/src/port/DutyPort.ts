import type { Duty } from './Duty.ts'

/** Says what is to be checked. */
export interface DutyPort {
  /** All duties on state batches that live and can still be disputed, the most urgent first. */
  duties(signal: AbortSignal): Promise<readonly Duty[]>
  /** Resolves when there may be others than the last time. */
  changed(signal: AbortSignal): Promise<void>
}
