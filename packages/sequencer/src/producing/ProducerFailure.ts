import type { DeclineReason } from './ProducerMessage.ts'

/** Why a sequencer does without the producer that is assigned. */
export type ProducerFailure =
  | DeclineReason
  /** It was asked, and its connection was lost. */
  | 'lost'
  /** It has not answered in time. */
  | 'late'
  /** What it signed is not the batch's opening. */
  | 'wrong-signature'
  /** Executing its block gives another one, or the block cannot be part of the batch. */
  | 'wrong-block'
