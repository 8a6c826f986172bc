import type { CommitteeSchedule } from './CommitteeSchedule.ts'

/** Who may lead a DAC and who may post for it, as L1 has it. */
export interface SchedulePort extends CommitteeSchedule {
  /** The epoch of an L1 block. */
  epochAt(l1BlockNumber: number): number
  /** First epoch whose committee must still be asked when L1 is at this block; see `docs/decisions/committee.md`. */
  liveFromEpoch(l1BlockNumber: number): number
  /** Whether the contract would let this node append a batch in the block after this one. */
  mayPost(l1BlockNumber: number): boolean
}
