import type { SealLimits } from './SealLimits.ts'
import type { SignedSeal } from './SignedSeal.ts'

/**
 * Whether a block may be sealed in an epoch: in none before that of its parent, and in its ballot's own if the leader
 * has sealed it in that ballot. Otherwise a leader could name an earlier epoch for a second block on one parent, and
 * the contracts take two seals for an offence in the same epoch only.
 *
 * @param parentEpoch of the parent's seal; `undefined` where that is not known, as of blocks from L1
 * @param limits of the ballot in which the block is proposed; absent for one that is decided
 */
export function isSealInOrder(
  { epoch, sealer }: Pick<SignedSeal, 'epoch' | 'sealer'>,
  parentEpoch: number | undefined,
  limits?: SealLimits,
): boolean {
  if (parentEpoch !== undefined && epoch < parentEpoch) return false
  if (limits === undefined) return true
  if (!limits.isOwn) return epoch <= limits.epoch
  return epoch === limits.epoch && sealer === limits.leader
}
