import type { Hash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import type { WithdrawalHash } from './WithdrawalMessage.ts'

/** Slot of `sentMessages` in L2ToL1MessagePasser's storage. */
const SENT_MESSAGES = 0

/** The slot of L2ToL1MessagePasser that is 1 once the message was sent. */
export function sentMessageSlot(hash: WithdrawalHash): Hash<'storage slot'> {
  return hashWords(hash, SENT_MESSAGES)
}
