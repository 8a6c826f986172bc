import type { Ballot } from './ballot/Ballot.ts'
import type { AcceptedEntry } from './ballot/Vote.ts'
import type { Entry, Tip } from './chain/Entry.ts'

/** What the members of a DAC's committees say to each other. */
export type CommitteeMessage<Body> =
  /** Would you promise this ballot? Changes nothing: who is cut off cannot disturb those who are not. */
  | { readonly kind: 'canvass'; readonly ballot: Ballot }
  | { readonly kind: 'support'; readonly ballot: Ballot; readonly baseEpoch: number }
  | { readonly kind: 'prepare'; readonly ballot: Ballot }
  | ({ readonly kind: 'promise' } & Promised<Body>)
  /** A higher ballot has been promised. */
  | { readonly kind: 'refuse'; readonly ballot: Ballot; readonly promised: Ballot }
  /** Vote for this entry; its parent is decided. */
  | { readonly kind: 'accept'; readonly ballot: Ballot; readonly entry: Entry<Body> }
  | {
      readonly kind: 'accepted'
      readonly ballot: Ballot
      readonly id: string
      /** The sender's own tip. */
      readonly tip: Tip
    }
  /** The leader is there and everything up to this tip is decided. */
  | {
      readonly kind: 'heartbeat'
      readonly ballot: Ballot
      readonly tip: Tip
      readonly baseEpoch: number
    }
  | { readonly kind: 'alive'; readonly ballot: Ballot; readonly tip: Tip }
  /** Send what is decided after this tip. */
  | { readonly kind: 'fetch'; readonly after: Tip }
  | { readonly kind: 'entries'; readonly entries: readonly Entry<Body>[] }

/** A member's word that it supports no ballot below this one, and what it knows. */
export interface Promised<Body> {
  readonly ballot: Ballot
  readonly tip: Tip
  readonly accepted: AcceptedEntry<Body> | undefined
  readonly baseEpoch: number
}
