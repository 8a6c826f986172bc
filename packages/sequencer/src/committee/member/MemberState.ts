import type { Address } from '@mvm/protocol'
import { type Ballot, NO_BALLOT } from '../ballot/Ballot.ts'
import type { Vote } from '../ballot/Vote.ts'
import type { Promised } from '../CommitteeMessage.ts'
import type { Entry, Tip } from '../chain/Entry.ts'

/** What a member is doing about a DAC. */
export type MemberRole<Body> =
  | { readonly kind: 'following' }
  | {
      readonly kind: 'canvassing'
      readonly ballot: Ballot
      readonly sinceMs: number
      readonly askedAtMs: number
      readonly supporters: ReadonlySet<Address>
      readonly baseEpoch: number
    }
  | {
      readonly kind: 'preparing'
      readonly ballot: Ballot
      readonly sinceMs: number
      readonly askedAtMs: number
      readonly promises: ReadonlyMap<Address, Promised<Body>>
      readonly baseEpoch: number
    }
  | LeadingRole<Body>

export interface LeadingRole<Body> {
  readonly kind: 'leading'
  readonly ballot: Ballot
  /** Takes proposals: what an earlier ballot may have decided is finished. */
  readonly isOpen: boolean
  /** Everything decided in earlier ballots leads up to here; known once the role is open. */
  readonly startTip: Tip | undefined
  readonly proposal: Proposal<Body> | undefined
  /** What the others have last said of themselves. */
  readonly contacts: ReadonlyMap<Address, { readonly tip: Tip; readonly atMs: number }>
  readonly sinceMs: number
  readonly heartbeatAtMs: number
}

export interface Proposal<Body> {
  readonly entry: Entry<Body>
  readonly voters: ReadonlySet<Address>
}

/** The whole of what one member of a DAC's committees knows; {@link Vote} is the part that outlives a crash. */
export interface MemberState<Body> {
  readonly self: Address
  readonly vote: Vote<Body>
  /** End of the member's own chain, as its storage has it. */
  readonly tip: Tip
  /** Newest epoch that the member's view of L1 has reached; −1 before the first view. */
  readonly epoch: number
  /** Committees of earlier epochs have lapsed: nobody has to ask them, and they decide nothing any more. */
  readonly liveFromEpoch: number
  readonly isReady: boolean
  readonly role: MemberRole<Body>
  /** The newest leader heard of. */
  readonly heard:
    | {
        readonly ballot: Ballot
        readonly from: Address
        readonly tip: Tip
        /** Position of the tip of which it has told first: what it takes up from earlier ballots follows no later one. */
        readonly firstPosition: number
        readonly atMs: number
        readonly offeredAtMs: number
      }
    | undefined
  /** The highest ballot that this member's own were refused for. */
  readonly refusedFor: Ballot
  /** The newest entry that this member has found wrong: its leader is none, and nobody can lead by taking it up. */
  readonly refuted: { readonly ballot: Ballot; readonly id: string } | undefined
  /** This member can seal nothing here any more: it leaves the lead of the epoch to others while this is the tip. */
  readonly barred: { readonly epoch: number; readonly tipId: string } | undefined
  /** Not before then a ballot is started. */
  readonly attemptAtMs: number
  /** The entry that is being executed, and in which ballot. */
  readonly checking: { readonly ballot: Ballot; readonly entry: Entry<Body> } | undefined
  /** The tip to which the storage is being brought. */
  readonly applyingId: string | undefined
  /** An entry that came while the one before it is being written. */
  readonly waiting:
    | { readonly from: Address; readonly ballot: Ballot; readonly entry: Entry<Body> }
    | undefined
  readonly fetchedAtMs: number
  /** Whom this member has asked last: entries of nobody else are taken. */
  readonly fetchedFrom: Address | undefined
}

/** A member as it starts. */
export function newMember<Body>(self: Address, vote: Vote<Body>, tip: Tip): MemberState<Body> {
  return {
    self,
    vote,
    tip,
    epoch: -1,
    liveFromEpoch: 0,
    isReady: false,
    role: { kind: 'following' },
    heard: undefined,
    refusedFor: NO_BALLOT,
    refuted: undefined,
    barred: undefined,
    attemptAtMs: Number.POSITIVE_INFINITY,
    checking: undefined,
    applyingId: undefined,
    waiting: undefined,
    fetchedAtMs: Number.NEGATIVE_INFINITY,
    fetchedFrom: undefined,
  }
}
