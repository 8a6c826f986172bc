import { type EpochClock, type Selection, startOfEpoch } from '@mvm/l1'
import type { Address } from '@mvm/protocol'

/**
 * From which L1 block of an epoch on the account may post (spec 5.2), as far as what is drawn decides it: the leader
 * from the start, backup j once j takeover times have passed since the later of the start and the last batch. `null`
 * for an account that is not drawn. Where nobody is, whoever allocates the threshold may, from the start.
 */
export function postingTurn(
  clock: EpochClock,
  epoch: number,
  { leader, backups, lastBatchAt }: Selection,
  account: Address,
): number | null {
  const start = startOfEpoch(clock, epoch)
  if (leader === null || leader === account) return start
  const position = backups.indexOf(account)
  if (position < 0) return null
  const turn = Math.max(start, lastBatchAt) + clock.takeoverBlocks * (position + 1)
  return turn < startOfEpoch(clock, epoch + 1) ? turn : null
}
