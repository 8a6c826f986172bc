import type { Dispute, DisputeFate } from '../port/DisputePort.ts'
import type { Duty } from '../port/Duty.ts'

/** What a ranger tells of its work. */
export type RangerEvent =
  | { readonly kind: 'equal'; readonly duty: Duty; readonly blockCount: number }
  | { readonly kind: 'gone'; readonly duty: Duty }
  /** A node's witness was of no use. */
  | {
      readonly kind: 'witness-failed'
      readonly duty: Duty
      readonly node: string
      readonly error: unknown
    }
  /** No node's was: the segment is derived from L1. */
  | { readonly kind: 'deriving'; readonly duty: Duty }
  | {
      readonly kind: 'different'
      readonly duty: Duty
      readonly dispute: Dispute
      readonly fields: readonly string[] | null
    }
  | { readonly kind: 'disputed'; readonly duty: Duty; readonly dispute: Dispute }
  /** What has become of an own game. */
  | {
      readonly kind: 'ended'
      readonly duty: Duty
      readonly dispute: Dispute
      readonly fate: DisputeFate
    }
  /** Somebody else's dispute holds the wrong state batch: no bond was given. */
  | { readonly kind: 'covered'; readonly duty: Duty; readonly dispute: Dispute }
  /** A wrong state batch can no longer be disputed: somebody has to look. */
  | { readonly kind: 'late'; readonly duty: Duty; readonly dispute: Dispute }
  /** The DAC has had its disputes for a day: this one waits, somebody has to look. */
  | { readonly kind: 'postponed'; readonly duty: Duty; readonly dispute: Dispute }
  /** The second look did not confirm the first: nothing is disputed, somebody has to look. */
  | { readonly kind: 'alarm'; readonly duty: Duty; readonly blockNumber: number }
  /** Tried again later; without a duty, what there is to do could not be found out. */
  | { readonly kind: 'failed'; readonly duty: Duty | null; readonly error: unknown }
