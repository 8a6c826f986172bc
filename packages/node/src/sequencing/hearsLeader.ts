import type { CommitteeService, CommitteeTiming } from '@mvm/sequencer'

/** The first backup begins after two, the next one after three. */
const LEADERLESS_SILENCES = 4

/**
 * Whether a committee's member has had a sign of a leader lately, within the time that backups take to replace one. A
 * leader that rests gives none.
 */
export function hearsLeader(
  service: Pick<CommitteeService, 'sequencer' | 'isResting' | 'state'>,
  { silenceMs }: CommitteeTiming,
  nowMs: number,
): boolean {
  if (service.sequencer !== undefined || service.isResting) return true
  const heardAtMs = service.state?.heard?.atMs ?? Number.NEGATIVE_INFINITY
  return nowMs - heardAtMs < LEADERLESS_SILENCES * silenceMs
}
