import type { Address, BlockHash, SignedTransaction } from '@mvm/protocol'
import type { ClosedBatch } from '../batch/ClosedBatch.ts'
import type { PoolRemoval } from '../pool/PoolRemoval.ts'
import type { AssertedBatch, L1View } from '../port/L1ViewPort.ts'
import type { FlightSettlement } from '../posting/Flights.ts'
import type { ProducerFailure } from '../producing/ProducerFailure.ts'
import type { ResealReason } from '../reconcile/Decision.ts'
import type { CloseReason } from '../sealing/planSealing.ts'

/** What a sequencer does, for logs, metrics and subscriptions. */
export type SequencerEvent =
  /** Transactions that can be executed now and could not before. */
  | { readonly kind: 'executable'; readonly transactions: readonly SignedTransaction[] }
  /** Transactions that left the pool without being included. */
  | { readonly kind: 'removed'; readonly removals: readonly PoolRemoval[] }
  | {
      readonly kind: 'sealed'
      readonly blockNumber: number
      readonly blockHash: BlockHash
      readonly transactionCount: number
      readonly depositCount: number
    }
  | { readonly kind: 'closed'; readonly reason: CloseReason; readonly batch: ClosedBatch }
  | ({ readonly kind: 'settled' } & FlightSettlement)
  /** Blocks were taken back; their transactions are in the pool again. */
  | {
      readonly kind: 'resealing'
      readonly fromBlock: number
      readonly blockCount: number
      readonly transactionCount: number
      readonly reason: ResealReason | 'foreign-batch'
    }
  | { readonly kind: 'adopted'; readonly fromBlock: number; readonly blockCount: number }
  /** The producer that L1 assigns has not done what it was asked: the sequencer does without. */
  | {
      readonly kind: 'unproduced'
      readonly producer: Address
      readonly failure: ProducerFailure
    }
  /** A producer's: the sequencers have decided a block that it sealed. */
  | { readonly kind: 'produced'; readonly blockNumber: number; readonly blockHash: BlockHash }
  /** L1 is in the middle of a reorganisation or is still being read, and has not reached this block: sealing rests. */
  | { readonly kind: 'waiting'; readonly l1BlockNumber: number }
  /** The local chain contains all batches of this view; `safeBlock` is the last block that stands on L1. */
  | { readonly kind: 'agreed'; readonly view: L1View; readonly safeBlock: number }
  /** Somebody has asserted roots that are not this chain's: none is asserted behind them while they stand. */
  | { readonly kind: 'wrong-base'; readonly stateBatch: AssertedBatch }
  /** Something that another node has said cannot even be looked at, and counts for nothing. */
  | { readonly kind: 'unjudged'; readonly error: unknown }
