import type { Address } from '@mvm/protocol'

/** Who may lead a DAC: what L1 has drawn. Answers at once and never differently for the same epoch. */
export interface CommitteeSchedule {
  /**
   * The leader of an epoch and its backups, in the order in which they take over; empty where nobody was
   * eligible, `undefined` while this node's view of L1 does not show the draw.
   */
  committee(epoch: number): readonly Address[] | undefined
}
