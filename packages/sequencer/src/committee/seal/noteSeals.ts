import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { CommitteeOptions } from '../CommitteeOptions.ts'
import type { EntryBody } from '../chain/EntryBody.ts'
import type { MemberState } from '../member/MemberState.ts'
import { sealsIn } from './sealsIn.ts'

/** Tells of the seals in a message whose sealers may be of their epochs' committees. */
export function noteSeals(
  message: CommitteeMessage<EntryBody>,
  { onSeal, chainId, schedule }: Pick<CommitteeOptions, 'onSeal' | 'chainId' | 'schedule'>,
  state: Pick<MemberState<EntryBody>, 'epoch' | 'liveFromEpoch'> | undefined,
): void {
  if (onSeal === undefined || state === undefined) return
  for (const claimed of sealsIn(chainId, message)) {
    const { epoch } = claimed.seal
    // Of epochs that nobody can know yet, the schedule is not even asked.
    if (epoch < state.liveFromEpoch || epoch > state.epoch + 1) continue
    const isOfCommittee = () => schedule.committee(epoch)?.includes(claimed.sealer)
    // A committee that is not read yet may be the sealer's.
    if (isOfCommittee() !== false) onSeal(claimed, isOfCommittee)
  }
}
