import type { L1BlockHash } from '@mvm/protocol'

/** The last L1 block that has been followed in full. */
export interface L1Cursor {
  readonly l1BlockNumber: number
  readonly l1BlockHash: L1BlockHash
}
