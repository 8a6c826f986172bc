import type { Address } from '@mvm/protocol'
import type { Ballot } from '../ballot/Ballot.ts'
import type { Vote } from '../ballot/Vote.ts'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { Entry, Tip } from '../chain/Entry.ts'
import type { SealLimits } from '../seal/SealLimits.ts'

/** Why a proposal came to nothing or a leader leads no more. */
export type DepositionReason =
  /** Somebody else has a higher ballot. */
  | 'superseded'
  /** Most of the committee does not answer. */
  | 'no-majority'
  /** The member itself cannot go on. */
  | 'not-ready'

/** What a step asks for, to be done in this order: nothing is sent before what precedes it is durable. */
export type MemberEffect<Body> =
  | { readonly kind: 'save'; readonly vote: Vote<Body> }
  | { readonly kind: 'send'; readonly to: Address; readonly message: CommitteeMessage<Body> }
  /** To all sequencers of the pool, members or not. */
  | { readonly kind: 'broadcast'; readonly message: CommitteeMessage<Body> }
  /** Execute the entry through the verifier path; answered by `checked`. */
  | { readonly kind: 'check'; readonly entry: Entry<Body>; readonly limits: SealLimits }
  /** The entry is decided: make it the tip; answered by `tip`. */
  | { readonly kind: 'apply'; readonly entry: Entry<Body> }
  /** Check and apply decided entries one by one as far as possible; answered by `tip`. */
  | { readonly kind: 'catchUp'; readonly entries: readonly Entry<Body>[] }
  /** Send `entries`: those after this tip, if the chain has it. */
  | { readonly kind: 'serve'; readonly to: Address; readonly after: Tip }
  /** Begin to seal. */
  | { readonly kind: 'lead'; readonly ballot: Ballot }
  /** Stop sealing; a proposal that is not decided may or may not be decided by the next leader. */
  | { readonly kind: 'depose'; readonly ballot: Ballot; readonly reason: DepositionReason }
  /** The proposal of this member is decided and applied. */
  | { readonly kind: 'decided'; readonly id: string }
  /** The proposal was not made. */
  | {
      readonly kind: 'declined'
      readonly id: string
      readonly reason: 'not-leading' | 'stale' | 'equivocation'
    }
  /** Offer all waiting transactions to the leader. */
  | { readonly kind: 'offer'; readonly to: Address }
