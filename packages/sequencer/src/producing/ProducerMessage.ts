import type { BlockHash } from '@mvm/protocol'
import type { Entry, Tip } from '../committee/chain/Entry.ts'
import type { EntryBody } from '../committee/chain/EntryBody.ts'
import type { BatchOpening } from '../port/BatchOpening.ts'

/** The next block of a batch, as far as the sequencer fixes it. */
export interface ProductionOrder {
  /** Where the chain ends. */
  readonly tip: Tip
  /** The batch that the block opens, signed; absent for the later blocks of a batch. */
  readonly opens?: BatchOpening
  /** Of the block, in seconds since 1970. */
  readonly timestamp: number
  /** Also when there is nothing to put in. */
  readonly allowEmpty: boolean
}

/** A block as its producer has ordered and sealed it. */
export interface ProducedBlock {
  readonly blockHash: BlockHash
  /** Canonical encodings, in block order. */
  readonly transactions: readonly Uint8Array[]
}

/** Why a producer does not do what it is asked. */
export type DeclineReason =
  /** Its chain ends elsewhere; it is catching up. */
  | 'behind'
  /** It knows of no transaction that could go into the block. */
  | 'nothing'
  /** By its own view of L1 the batch cannot be, or is not its own. */
  | 'refused'

/** What the sequencer that leads a DAC says to the DAC's producer. */
export type ProducerRequest =
  /** Sign: this batch is yours. */
  | {
      readonly kind: 'open'
      readonly id: number
      readonly tip: Tip
      readonly opening: BatchOpening
    }
  | { readonly kind: 'produce'; readonly id: number; readonly order: ProductionOrder }
  /** These wait for a block. */
  | { readonly kind: 'waiting'; readonly transactions: readonly Uint8Array[] }
  /** Decided, one after the other. */
  | { readonly kind: 'entries'; readonly entries: readonly Entry<EntryBody>[] }

/** What a producer says to a sequencer. */
export type ProducerAnswer =
  | { readonly kind: 'opened'; readonly id: number; readonly signature: Uint8Array }
  | { readonly kind: 'produced'; readonly id: number; readonly block: ProducedBlock }
  | { readonly kind: 'declined'; readonly id: number; readonly reason: DeclineReason }
  /** Send what is decided after this tip. */
  | { readonly kind: 'fetch'; readonly after: Tip }
