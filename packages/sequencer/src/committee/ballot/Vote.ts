import type { Entry } from '../chain/Entry.ts'
import { type Ballot, NO_BALLOT } from './Ballot.ts'

/** An entry that a member has voted for. */
export interface AcceptedEntry<Body> {
  readonly ballot: Ballot
  readonly entry: Entry<Body>
}

/** What a member must still know after a crash; durable before a message that depends on it leaves. */
export interface Vote<Body> {
  /** Nothing of a lower ballot is supported any more. */
  readonly promised: Ballot
  /** The newest entry voted for; it counts while its parent is the tip. */
  readonly accepted: AcceptedEntry<Body> | undefined
  /** Most of this epoch's committee holds all that was decided in earlier epochs. */
  readonly baseEpoch: number
  /** The newest block that this member has put its name to, and the block that it follows. */
  readonly sealed:
    | { readonly epoch: number; readonly parentId: string; readonly id: string }
    | undefined
}

/** The vote of a member that has never taken part; `baseEpoch` is the first in which anything can have been decided. */
export function blankVote<Body>(baseEpoch: number): Vote<Body> {
  return { promised: NO_BALLOT, accepted: undefined, baseEpoch, sealed: undefined }
}
