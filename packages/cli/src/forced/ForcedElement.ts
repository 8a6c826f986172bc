import type { QueueElement, TransactionHash } from '@mvm/protocol'

/** A transaction that was sent through L1. */
export interface ForcedElement {
  readonly element: QueueElement
  /** Of the L2 transaction that it becomes. */
  readonly transactionHash: TransactionHash
  readonly l1TransactionHash: string
  /** L1 block from which anybody may append it without a sequencer. */
  readonly forcibleFromL1Block: number
}
