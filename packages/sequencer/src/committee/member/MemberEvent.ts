import type { Address } from '@mvm/protocol'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { Entry, Tip } from '../chain/Entry.ts'

/** What can happen to a member. */
export type MemberEvent<Body> =
  /** Time has passed. */
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'message'
      readonly from: Address
      readonly message: CommitteeMessage<Body>
    }
  /** The view of L1 has reached an epoch. */
  | { readonly kind: 'epoch'; readonly epoch: number; readonly liveFromEpoch: number }
  | { readonly kind: 'ready'; readonly isReady: boolean }
  /** The storage's tip, after whatever may have moved it: an effect, or L1. */
  | { readonly kind: 'tip'; readonly tip: Tip }
  /** An entry has been executed as the effect `check` asked. */
  | { readonly kind: 'checked'; readonly id: string; readonly isValid: boolean }
  /** L1 has abandoned what this entry is built on: a vote for it binds nobody any more. */
  | { readonly kind: 'abandoned'; readonly id: string }
  /** This member's sequencer has sealed a block or closed a batch. */
  | {
      readonly kind: 'propose'
      readonly entry: Entry<Body>
      /** The block that a sealed block follows; absent for the end of a batch, which nobody seals. */
      readonly sealedOn?: string | undefined
    }
  /** The silence is over, and was nobody's fault. */
  | {
      readonly kind: 'roused'
      /** By something here, not by what another member says. */
      readonly isFirst: boolean
    }
  /** Leading has become impossible here, for instance because the sequencer has ended. */
  | { readonly kind: 'resign' }
